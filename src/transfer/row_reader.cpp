#include "transfer/row_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::transfer {

Affinity affinity_of(std::string_view declared_type) {
  struct Rule {
    std::string_view part;
    Affinity affinity;
  };
  constexpr std::array<Rule, 8> kRules = {{{"int", Affinity::integer},
                                           {"char", Affinity::text},
                                           {"clob", Affinity::text},
                                           {"text", Affinity::text},
                                           {"blob", Affinity::blob},
                                           {"real", Affinity::real},
                                           {"floa", Affinity::real},
                                           {"doub", Affinity::real}}};
  if (declared_type.empty()) return Affinity::blob;
  const std::string type = ascii_lower(declared_type);
  const auto* const rule = std::ranges::find_if(kRules, [&](const Rule& candidate) {
    return type.find(candidate.part) != std::string::npos;
  });
  return rule == kRules.end() ? Affinity::numeric : rule->affinity;
}

bool declares_blob(std::string_view declared_type) {
  return !declared_type.empty() && affinity_of(declared_type) == Affinity::blob;
}

Result<const TargetColumns::Column*> TableColumns::find(std::string_view name) {
  const auto found = std::ranges::find_if(
      columns_, [&](const Column& column) { return equal_names(column.name, name); });
  if (found != columns_.end()) return &*found;
  std::vector<std::string> names;
  for (const Column& column : columns_) names.push_back(column.name);
  const std::string nearest = did_you_mean(name, names);
  return Error{.code = ErrorCode::not_found,
               .message = "table " + sql::quote_identifier(table_) + " has no column called " +
                          sql::quote_identifier(to_valid_utf8(name)),
               .hint = nearest.empty() ? "its columns are " + join(names, ", ") : nearest,
               .place = {}};
}

Error bad_row(std::string message, std::uint32_t line, std::uint32_t column, std::string hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = Place{.file = {}, .line = line, .column = column, .statement = 0}};
}

}  // namespace d1mcp::transfer
