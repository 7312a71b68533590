#pragma once

#include "mcp/revision.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// The CallToolResult for a client of `revision`: a text block, the further blocks, and
/// `structuredContent` where it is known. A client that does not know resource links gets their
/// URIs as text.
Json tool_result(const ToolResult& result, Revision revision);

}  // namespace d1mcp::mcp
