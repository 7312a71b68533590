#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// A row of sqlite_schema.
struct SchemaObject {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;
};

/// Reads every object that has a definition; what SQLite and Cloudflare made for themselves is left
/// out. Four text columns, as SchemaObject has them.
inline constexpr std::string_view kSelectSchema =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    " AND lower(substr(name, 1, 7)) <> 'sqlite_' AND lower(substr(name, 1, 4)) <> '_cf_'";

/// A row that kSelectSchema gives.
SchemaObject schema_object(const std::vector<sql::Value>& row);

Result<std::vector<SchemaObject>> read_schema(sql::Connection& connection, const Work& work);

/// Tells in a few bytes whether two schemas mean the same, whatever their white space, their quotes
/// and the order in which they were made. Remembers what the definitions it saw mean, so that
/// looking again after a small change is cheap.
class SchemaHasher {
 public:
  /// `history_table` and what belongs to it does not count.
  explicit SchemaHasher(std::string history_table) : history_table_(std::move(history_table)) {}

  /// SHA-256 in lower-case hexadecimal.
  std::string hash(const std::vector<SchemaObject>& schema);

 private:
  const std::string& meaning_hash_of(const std::string& definition);

  std::string history_table_;
  std::map<std::string, std::string, std::less<>> known_;  // By definition.
};

}  // namespace d1mcp::migration
