#include "sql/closed_text.hpp"

#include "sql/tokenizer.hpp"

namespace d1mcp::sql {

std::string closed_text(std::string_view statement) {
  std::string closed(statement);
  TokenStream tokens(statement);
  Token last;
  for (Token token = tokens.next(); token.kind != TokenKind::end_of_text; token = tokens.next()) {
    last = token;
  }
  if (last.kind == TokenKind::line_comment) closed += '\n';
  if (last.kind == TokenKind::unterminated_comment) closed += "*/";
  return closed;
}

}  // namespace d1mcp::sql
