#pragma once

#include <string>
#include <string_view>

namespace d1mcp::sql {

/// `statement`, made fit for a semicolon after it: the text of a statement, such as the one stored
/// in sqlite_schema, may end inside a comment.
std::string closed_text(std::string_view statement);

}  // namespace d1mcp::sql
