#pragma once

#include "lint/finding.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::tools {

/// {"rule", "severity", "message"} and, where they are known, "file", "line", "column",
/// "statement", "fix" and the reason why it is "allowed".
mcp::Json encode_finding(const lint::Finding& finding);

}  // namespace d1mcp::tools
