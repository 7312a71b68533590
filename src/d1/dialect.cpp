#include "d1/dialect.hpp"

#include <array>
#include <string>

#include "core/text.hpp"

namespace d1mcp::d1 {

std::string_view to_string(Dialect dialect) {
  switch (dialect) {
    case Dialect::sqlite: return "sqlite";
    case Dialect::d1_local: return "d1-local";
    case Dialect::d1: return "d1";
  }
  return {};
}

Result<Dialect> parse_dialect(std::string_view text) {
  constexpr std::array kDialects = {Dialect::sqlite, Dialect::d1_local, Dialect::d1};
  std::vector<std::string> names;
  for (const Dialect dialect : kDialects) {
    if (text == to_string(dialect)) return dialect;
    names.emplace_back(to_string(dialect));
  }
  return Error{.code = ErrorCode::invalid_argument,
               .message = "there is no SQL dialect called \"" + to_valid_utf8(text) + "\"",
               .hint = "choose one of " + join(names, ", "),
               .place = {}};
}

}  // namespace d1mcp::d1
