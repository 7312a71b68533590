#pragma once

#include <string>
#include <vector>

#include "sql/schema.hpp"

namespace d1mcp::transfer {

/// What a program that reads rows from D1 finds in a column.
struct ColumnType {
  bool numbers = false;
  bool texts = false;
  bool blobs = false;
  bool nulls = false;
  bool is_json = false;             ///< Its texts are JSON.
  std::vector<std::string> values;  ///< TypeScript literals; where there are any, it has no others.

  friend bool operator==(const ColumnType&, const ColumnType&) = default;
};

/// The type of a column, by what is declared: its type, NOT NULL, the primary key and CHECKs that
/// list values or demand JSON. In a table that is not STRICT, SQLite does not enforce a declared
/// type; where it leaves open what a column is meant to hold, everything that can be is in.
ColumnType type_of(const sql::TableInfo& table, const sql::ColumnInfo& column);

/// Whether an INSERT may leave the column out: it has a default, is NULL or makes its own value.
bool is_optional(const sql::TableInfo& table, const sql::ColumnInfo& column);

}  // namespace d1mcp::transfer
