#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sql/schema.hpp"

namespace d1mcp::transfer {

/// How the rows of a table are read and written.
struct RowPlan {
  std::string table;
  std::string select_sql;
  /// All a person sees of the rows, in the same order whenever they are the same: with generated
  /// columns, and with the rowid where it is written out.
  std::string content_sql;
  std::string insert_head;  ///< INSERT INTO "t"("a","b") VALUES
  std::size_t columns = 0;  ///< Of the select and of the insert.
  std::uint64_t rows = 0;
  bool keeps_rowids = true;  ///< False where columns hide every name of the rowid.
};

/// Whether a column of the table is its rowid under another name: INTEGER PRIMARY KEY.
bool has_rowid_column(const sql::TableInfo& table);

/// Plans the rows of an ordinary table, or of a virtual table whose rows can be written back.
/// Generated and hidden columns are left out. The rowid is written out where no column holds it, so
/// that what refers to it stays true. Does not count the rows.
RowPlan plan_rows(const sql::TableInfo& table);

}  // namespace d1mcp::transfer
