#include "sql/script_errors.hpp"

#include <utility>

namespace d1mcp::sql {
namespace {

Error script_error(std::string message, std::string hint) {
  return {.code = ErrorCode::invalid_argument,
          .message = std::move(message),
          .hint = std::move(hint),
          .place = {}};
}

Error unterminated_name(char opener) {
  const char closer = opener == '[' ? ']' : opener;
  return script_error(std::string("the name that begins here with ") + opener + " is never closed",
                      std::string("add ") + closer + " where the name ends");
}

}  // namespace

Error unterminated(const Token& token) {
  if (token.kind == TokenKind::unterminated_name) return unterminated_name(token.text.front());
  if (token.kind == TokenKind::unterminated_comment) {
    return script_error(
        "the comment that begins here with /* is never closed, so everything after it is ignored",
        "add */ where the comment ends");
  }
  if (token.kind == TokenKind::unterminated_blob) {
    return script_error("the BLOB that begins here with x' is never closed",
                        "add ' behind its last hexadecimal digit");
  }
  return script_error("the string that begins here with ' is never closed",
                      "add ' where the string ends; inside a string a quote is written twice: ''");
}

Error unterminated_trigger() {
  return script_error("the body of the trigger that begins here is never ended by END;",
                      "end the body with END; after the semicolon of its last statement");
}

Error nul_byte() {
  return script_error(
      "there is a NUL byte here, and SQLite stops reading at it",
      "remove it, or save the file as UTF-8 if it is in UTF-16; a value with a NUL byte in it is "
      "written as CAST(x'…' AS TEXT)");
}

}  // namespace d1mcp::sql
