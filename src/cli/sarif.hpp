#pragma once

#include <string>

#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

/// The result of check_migration as a SARIF 2.1.0 log (docs.oasis-open.org/sarif), which code hosts
/// show beside the lines. `version` is this program's.
jsonrpc::Json sarif_of(const jsonrpc::Json& result, const std::string& version);

}  // namespace d1mcp::cli
