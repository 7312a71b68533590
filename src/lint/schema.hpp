#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/schema.hpp"

namespace d1mcp::lint {

/// A schema at one moment of a replay. Never changes.
class Schema {
 public:
  /// A row of sqlite_schema.
  struct Object {
    std::string type;
    std::string name;
    std::string table;
    std::string sql;       ///< Empty for automatic indexes.
    std::int64_t row = 0;  ///< Its rowid: later objects have higher ones.

    friend bool operator==(const Object&, const Object&) = default;
  };
  using Objects = std::vector<std::shared_ptr<const Object>>;

  /// The objects alone, in the order they were made.
  static Result<Objects> read_objects(sql::Connection& database, const Work& work);

  /// Reads it from `database`. What did not change since `previous`, which may be null, is taken
  /// from there.
  static Result<std::shared_ptr<const Schema>> read(sql::Connection& database,
                                                    const Schema* previous,
                                                    const Work& work);

  /// The same where nothing can have changed since `previous` but that objects were made, and that
  /// `table` and what belongs to it is defined otherwise: looks at no others, except for views.
  static Result<std::shared_ptr<const Schema>> read_changed(sql::Connection& database,
                                                            const Schema& previous,
                                                            const std::string& table,
                                                            const Work& work);

  /// A table, view or virtual table; null when there is none of this name. `referenced_by` of it is
  /// empty: that is what `references_to` is for.
  [[nodiscard]] const sql::TableInfo* table(std::string_view name) const;

  /// All of them but SQLite's and Cloudflare's own, by name.
  [[nodiscard]] std::vector<const sql::TableInfo*> tables() const;

  /// Any object by its name; null when there is none.
  [[nodiscard]] const Object* object(std::string_view name) const;

  /// In the order they were made.
  [[nodiscard]] const Objects& objects() const { return objects_; }

  /// The foreign keys that point to `parent`, its own to itself too.
  [[nodiscard]] std::vector<const sql::ForeignKey*> references_to(std::string_view parent) const;

 private:
  using Described = std::shared_ptr<const sql::TableInfo>;

  Status describe(sql::Connection& database, const sql::TableSummary& summary, const Work& work);

  Objects objects_;
  std::map<std::string, Described, std::less<>> tables_;  // By the name in lower case.
};

/// The column of `table` called `name`; null when there is none.
const sql::ColumnInfo* find_column(const sql::TableInfo& table, std::string_view name);

/// "a, b" of the names of foreign keys' children, each once.
std::string children_of(const std::vector<const sql::ForeignKey*>& keys);

}  // namespace d1mcp::lint
