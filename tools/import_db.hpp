#pragma once

#include "mcp/tool.hpp"
#include "tools.hpp"
#include "transfer/input_text.hpp"

namespace d1mcp::tools {

/// The import that `arguments` (of import_db, without input) ask for, of a text that may be
/// compressed: what the shell does with its standard input.
Result<mcp::ToolResult> import_from(const Services& services,
                                    const mcp::Json& arguments,
                                    transfer::InputText input,
                                    const Work& work);

}  // namespace d1mcp::tools
