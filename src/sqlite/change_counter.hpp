#pragma once

#include <map>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "sql/connection.hpp"

namespace d1mcp::sqlite {

/// Counts the rows each table of the main schema gains, changes and loses while it lives: through
/// statements, foreign-key actions and triggers alike, WITHOUT ROWID tables and emptied tables
/// included (sqlite.org/c3ref/preupdate_blobwrite.html). Tables that only hold a virtual table's
/// content are counted like any other.
class ChangeCounter {
 public:
  explicit ChangeCounter(sqlite3* handle);
  ~ChangeCounter();
  ChangeCounter(const ChangeCounter&) = delete;
  ChangeCounter& operator=(const ChangeCounter&) = delete;
  ChangeCounter(ChangeCounter&&) = delete;
  ChangeCounter& operator=(ChangeCounter&&) = delete;

  /// Sorted by table name.
  [[nodiscard]] std::vector<sql::TableChange> changes() const;

 private:
  static void on_change(void* self,
                        sqlite3* handle,
                        int operation,
                        const char* schema,
                        const char* table,
                        sqlite3_int64 old_rowid,
                        sqlite3_int64 new_rowid);

  sqlite3* handle_;
  std::map<std::string, sql::TableChange, std::less<>> changes_;
};

}  // namespace d1mcp::sqlite
