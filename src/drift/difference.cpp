#include "drift/difference.hpp"

#include <algorithm>

#include "sql/token_cursor.hpp"

namespace d1mcp::drift {
namespace {

bool drops(const std::string& statement, std::string_view what) {
  sql::TokenCursor tokens(statement);
  while (!tokens.at_end()) {
    if (tokens.take("drop")) return tokens.at(what);
    tokens.take();
  }
  return false;
}

bool loses_rows(const Healing& healing) {
  return std::ranges::any_of(healing.statements, [](const std::string& statement) {
    const bool is_creation = statement.starts_with("CREATE");
    return !is_creation && (drops(statement, "table") || drops(statement, "column"));
  });
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::missing: return "missing";
    case Kind::extra: return "extra";
    case Kind::changed: return "changed";
  }
  return "changed";
}

std::string_view to_string(Weight weight) {
  switch (weight) {
    case Weight::meaning: return "meaning";
    case Weight::text_only: return "text_only";
  }
  return "meaning";
}

bool healing_loses_rows(const std::vector<Difference>& differences) {
  return std::ranges::any_of(differences, [](const Difference& difference) {
    return loses_rows(difference.heal_here) || loses_rows(difference.heal_there);
  });
}

}  // namespace d1mcp::drift
