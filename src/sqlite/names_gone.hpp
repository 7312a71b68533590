#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "sql/connection.hpp"
#include "sqlite/authorizer.hpp"

namespace d1mcp::sqlite {

/// Tells which of the tables and columns that were there before a batch are gone behind it. Looks
/// only at tables that a statement drops or alters. What only holds a virtual table's content is
/// left out, and so are SQLite's own tables.
class NamesGone {
 public:
  /// `handle` must outlive this object; its authorizer must allow everything while it is used.
  explicit NamesGone(sqlite3* handle) : handle_(handle) {}

  /// To be called before a compiled statement of the batch runs, with the tables it touches.
  Status watch(const TablesTouched& touched);

  /// Each table once by itself, with no column, and the columns of those that stay; sorted.
  [[nodiscard]] Result<std::vector<sql::Gone>> list() const;

 private:
  using Columns = std::set<std::string>;

  /// A table when it is touched for the first time under a name.
  struct Touched {
    bool is_old = false;   ///< Known by this name before the batch.
    std::int64_t row = 0;  ///< In sqlite_schema, which a table keeps when it is renamed.
    Columns columns;       ///< Of an old one; none of a virtual table.
  };

  [[nodiscard]] Result<Touched> look_at(const std::string& table) const;
  [[nodiscard]] Result<std::string> kind_of(const std::string& table) const;
  [[nodiscard]] Result<Columns> columns_of(const std::string& table) const;

  sqlite3* handle_;
  std::set<std::string> made_;  ///< By the batch.
  std::map<std::string, Touched> touched_;
};

}  // namespace d1mcp::sqlite
