#pragma once

#include <cstddef>
#include <string_view>

namespace d1mcp::sql {

/// A stretch of SQL text without anything that could end a statement or begin a comment.
struct PlainText {
  std::size_t size = 0;   ///< In bytes.
  std::size_t solid = 0;  ///< Without the white space at its end.
};

/// How much of `sql` is plain, from its beginning to where a token begins whatever follows. Strings
/// and quoted names belong to it when they are closed before the text ends. `sql` begins where a
/// token does.
PlainText plain_text(std::string_view sql);

}  // namespace d1mcp::sql
