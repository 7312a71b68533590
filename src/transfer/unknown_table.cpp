#include "transfer/unknown_table.hpp"

#include <string>
#include <vector>

#include "core/text.hpp"

namespace d1mcp::transfer {

Error unknown_table(std::string_view wanted, std::span<const sql::TableSummary> tables) {
  std::vector<std::string> names;
  names.reserve(tables.size());
  for (const sql::TableSummary& table : tables) names.push_back(table.name);
  const std::string nearest = did_you_mean(wanted, names);
  return Error{.code = ErrorCode::not_found,
               .message = "the database has no table or view called " + std::string(wanted),
               .hint = nearest.empty() ? "list_tables shows what there is" : nearest,
               .place = {}};
}

}  // namespace d1mcp::transfer
