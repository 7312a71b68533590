#include <array>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

// The one list: by letter as docs/rules explains them, then by number.
constexpr auto kRules = std::to_array<const Rule*>({
    &kRuleM01, &kRuleM02, &kRuleM03, &kRuleM04, &kRuleM05, &kRuleM06, &kRuleM07, &kRuleM08,
    &kRuleM09, &kRuleM10, &kRuleM11, &kRuleM12, &kRuleM13, &kRuleM14, &kRuleM15, &kRuleS01,
    &kRuleS02, &kRuleS03, &kRuleS04, &kRuleS05, &kRuleS06, &kRuleS07, &kRuleS08, &kRuleS09,
    &kRuleS10, &kRuleS11, &kRuleS12, &kRuleS13, &kRuleA01, &kRuleA02, &kRuleA03, &kRuleA04,
    &kRuleA05, &kRuleA06, &kRuleA07, &kRuleA08, &kRuleA09, &kRuleA10, &kRuleA11, &kRuleA12,
    &kRuleA13, &kRuleA14, &kRuleA15, &kRuleA16, &kRuleA17, &kRuleA18, &kRuleA19, &kRuleA20,
    &kRuleK01, &kRuleK02, &kRuleK03, &kRuleK04, &kRuleK05, &kRuleK06, &kRuleK07, &kRuleK08,
    &kRuleK09, &kRuleK10, &kRuleK11, &kRuleK12, &kRuleK13, &kRuleK14, &kRuleK15, &kRuleK16,
    &kRuleK17, &kRuleK18, &kRuleK19, &kRuleK20, &kRuleD01, &kRuleD02, &kRuleD03, &kRuleD04,
    &kRuleD05, &kRuleD06, &kRuleD07, &kRuleD08, &kRuleD09, &kRuleD10, &kRuleD11, &kRuleD12,
    &kRuleD13, &kRuleD14, &kRuleR01, &kRuleR02, &kRuleB01, &kRuleB02, &kRuleB03, &kRuleB04,
    &kRuleB05, &kRuleB06, &kRuleQ01, &kRuleQ02, &kRuleQ03, &kRuleQ04, &kRuleQ05, &kRuleQ06,
    &kRuleQ07, &kRuleQ08, &kRuleQ09, &kRuleQ10, &kRuleP01, &kRuleP02, &kRuleP03, &kRuleP04,
    &kRuleX01, &kRuleX02, &kRuleX03, &kRuleX04, &kRuleX05, &kRuleX06, &kRuleX07, &kRuleX08,
    &kRuleX09, &kRuleX10, &kRuleX11, &kRuleX12, &kRuleX13, &kRuleX14, &kRuleX15, &kRuleX16,
    &kRuleX17, &kRuleX18, &kRuleX19, &kRuleX20, &kRuleX21, &kRuleX22, &kRuleX23, &kRuleX24,
    &kRuleX26, &kRuleL01, &kRuleL02,
});

}  // namespace

std::span<const Rule* const> all() {
  return kRules;
}

}  // namespace d1mcp::lint::rules
