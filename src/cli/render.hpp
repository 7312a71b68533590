#pragma once

#include <string>
#include <string_view>

#include "cli/style.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

/// A tool's structured result as text for a person, ending with a line end. Whatever comes out of a
/// database is shown with its control characters written out, so that it cannot steer the terminal.
/// A tool that is not known here, and a result that is no object, is shown as JSON.
std::string render(std::string_view tool, const jsonrpc::Json& structured, const Style& style);

/// The same for scripts: the structured result as it is, indented, as valid UTF-8.
std::string render_json(const jsonrpc::Json& structured);

}  // namespace d1mcp::cli
