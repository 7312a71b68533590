#pragma once

#include <span>

#include "lint/rule.hpp"

namespace d1mcp::lint::rules {

/// Every rule there is, in the order of the list in all.cpp.
std::span<const Rule* const> all();

extern const Rule kRuleM01;
extern const Rule kRuleM02;
extern const Rule kRuleM03;
extern const Rule kRuleM04;
extern const Rule kRuleM05;
extern const Rule kRuleM06;
extern const Rule kRuleM07;
extern const Rule kRuleM08;
extern const Rule kRuleM09;
extern const Rule kRuleM10;
extern const Rule kRuleM11;
extern const Rule kRuleM12;
extern const Rule kRuleM13;
extern const Rule kRuleM14;
extern const Rule kRuleM15;

extern const Rule kRuleS01;
extern const Rule kRuleS02;
extern const Rule kRuleS03;
extern const Rule kRuleS04;
extern const Rule kRuleS05;
extern const Rule kRuleS06;
extern const Rule kRuleS07;
extern const Rule kRuleS08;
extern const Rule kRuleS09;
extern const Rule kRuleS10;
extern const Rule kRuleS11;
extern const Rule kRuleS12;
extern const Rule kRuleS13;

extern const Rule kRuleA01;
extern const Rule kRuleA02;
extern const Rule kRuleA03;
extern const Rule kRuleA04;
extern const Rule kRuleA05;
extern const Rule kRuleA06;
extern const Rule kRuleA07;
extern const Rule kRuleA08;
extern const Rule kRuleA09;
extern const Rule kRuleA10;
extern const Rule kRuleA11;
extern const Rule kRuleA12;
extern const Rule kRuleA13;
extern const Rule kRuleA14;
extern const Rule kRuleA15;
extern const Rule kRuleA16;
extern const Rule kRuleA17;
extern const Rule kRuleA18;
extern const Rule kRuleA19;
extern const Rule kRuleA20;

extern const Rule kRuleK01;
extern const Rule kRuleK02;
extern const Rule kRuleK03;
extern const Rule kRuleK04;
extern const Rule kRuleK05;
extern const Rule kRuleK06;
extern const Rule kRuleK07;
extern const Rule kRuleK08;
extern const Rule kRuleK09;
extern const Rule kRuleK10;
extern const Rule kRuleK11;
extern const Rule kRuleK12;
extern const Rule kRuleK13;
extern const Rule kRuleK14;
extern const Rule kRuleK15;
extern const Rule kRuleK16;
extern const Rule kRuleK17;
extern const Rule kRuleK18;
extern const Rule kRuleK19;
extern const Rule kRuleK20;

extern const Rule kRuleD01;
extern const Rule kRuleD02;
extern const Rule kRuleD03;
extern const Rule kRuleD04;
extern const Rule kRuleD05;
extern const Rule kRuleD06;
extern const Rule kRuleD07;
extern const Rule kRuleD08;
extern const Rule kRuleD09;
extern const Rule kRuleD10;
extern const Rule kRuleD11;
extern const Rule kRuleD12;
extern const Rule kRuleD13;
extern const Rule kRuleD14;

extern const Rule kRuleR01;
extern const Rule kRuleR02;

extern const Rule kRuleB01;
extern const Rule kRuleB02;
extern const Rule kRuleB03;
extern const Rule kRuleB04;
extern const Rule kRuleB05;
extern const Rule kRuleB06;

extern const Rule kRuleQ01;
extern const Rule kRuleQ02;
extern const Rule kRuleQ03;
extern const Rule kRuleQ04;
extern const Rule kRuleQ05;
extern const Rule kRuleQ06;
extern const Rule kRuleQ07;
extern const Rule kRuleQ08;
extern const Rule kRuleQ09;
extern const Rule kRuleQ10;

extern const Rule kRuleP01;
extern const Rule kRuleP02;
extern const Rule kRuleP03;
extern const Rule kRuleP04;

extern const Rule kRuleX01;
extern const Rule kRuleX02;
extern const Rule kRuleX03;
extern const Rule kRuleX04;
extern const Rule kRuleX05;
extern const Rule kRuleX06;
extern const Rule kRuleX07;
extern const Rule kRuleX08;
extern const Rule kRuleX09;
extern const Rule kRuleX10;
extern const Rule kRuleX11;
extern const Rule kRuleX12;
extern const Rule kRuleX13;
extern const Rule kRuleX14;
extern const Rule kRuleX15;
extern const Rule kRuleX16;
extern const Rule kRuleX17;
extern const Rule kRuleX18;
extern const Rule kRuleX19;
extern const Rule kRuleX20;
extern const Rule kRuleX21;
extern const Rule kRuleX22;
extern const Rule kRuleX23;
extern const Rule kRuleX24;
extern const Rule kRuleX26;

extern const Rule kRuleL01;
extern const Rule kRuleL02;

}  // namespace d1mcp::lint::rules
