#include "transfer/definition.hpp"

#include "core/text.hpp"
#include "d1/limits.hpp"
#include "sql/quoting.hpp"
#include "transfer/sql_literal.hpp"

namespace d1mcp::transfer {

std::vector<std::string> doubts_about_definition(std::string_view name,
                                                 std::string_view create_sql) {
  std::vector<std::string> doubts;
  const std::string subject = "the definition of " + sql::quote_identifier(name);
  const auto longest = static_cast<std::uint64_t>(d1::limits_of(d1::Dialect::d1)->statement_bytes);
  if (create_sql.size() > longest) {
    doubts.push_back(subject + " is longer than the " + with_thousands(longest) +
                     " bytes D1 accepts for a statement");
  }
  if (wrangler_changes(create_sql)) {
    doubts.push_back(subject +
                     " holds BEGIN TRANSACTION, COMMIT; or bytes that are not UTF-8, "
                     "which wrangler changes when it imports the file");
  }
  return doubts;
}

}  // namespace d1mcp::transfer
