#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/encoding.hpp"
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
/// and the order in which they were made. Remembers what it saw, so that looking again after a
/// small change is cheap.
class SchemaHasher {
 public:
  /// `history_table` and what belongs to it does not count.
  explicit SchemaHasher(std::string history_table) : history_table_(std::move(history_table)) {}
  SchemaHasher(const SchemaHasher&) = delete;
  SchemaHasher& operator=(const SchemaHasher&) = delete;
  SchemaHasher(SchemaHasher&&) = delete;
  SchemaHasher& operator=(SchemaHasher&&) = delete;
  ~SchemaHasher() = default;

  /// 256 bits in lower-case hexadecimal.
  std::string hash(const std::vector<SchemaObject>& schema);

  /// For a schema that comes row by row: gives every object with a definition, SQLite's and
  /// Cloudflare's own ones too, in the order of `row`, its number.
  static constexpr std::string_view kSelectRows =
      "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
      "ORDER BY rowid";

  /// The views die with the call.
  struct Row {
    std::int64_t row = 0;
    std::string_view type;
    std::string_view name;
    std::string_view table;
    std::string_view sql;
  };
  void see(const Row& row);

  /// The hash of the rows seen since the last one.
  std::string hash_of_seen();

 private:
  /// What is remembered of a row.
  struct Known {
    SchemaObject object;
    Sha256 digest;  ///< Zero for what does not count.
  };
  using Rows = std::map<std::int64_t, Known>;

  void forget_rows_until(Rows::iterator end);
  [[nodiscard]] Sha256 digest_of(const SchemaObject& object) const;
  void add_or_take_out(const Sha256& digest);

  std::string history_table_;
  Rows rows_;
  Rows::iterator next_ = rows_.begin();  ///< The first row not seen again yet.
  Sha256 all_{};                         ///< The exclusive or of the digests of `rows_`.
};

}  // namespace d1mcp::migration
