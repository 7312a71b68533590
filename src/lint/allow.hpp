#pragma once

#include <vector>

#include "lint/finding.hpp"
#include "lint/subject.hpp"

namespace d1mcp::lint {

/// Obeys the directives `-- migrate:allow ID reason` of `file`, of whose findings `findings` are:
/// those they accept get their reason. A directive is for the statement it stands before; in front
/// of the first statement and separated from it by an empty line, for the whole file. One without a
/// reason accepts nothing and is a finding itself (L01), and so is one that had nothing to accept
/// (L02).
void obey_directives(const File& file, std::vector<Finding>& findings);

}  // namespace d1mcp::lint
