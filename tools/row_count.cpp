#include "row_count.hpp"

#include "sql/quoting.hpp"

namespace d1mcp::tools {

std::optional<std::int64_t> count_rows(sql::Connection& connection,
                                       const std::string& table,
                                       const Work& work) {
  if (work.must_end()) return std::nullopt;
  const auto counted = sql::query_table(
      connection, "SELECT count(*) FROM main." + sql::quote_identifier(table), {}, work);
  if (!counted) return std::nullopt;
  return std::get<std::int64_t>(counted->rows.at(0).at(0));
}

}  // namespace d1mcp::tools
