#pragma once

#include <cstdint>
#include <map>
#include <sqlite3.h>
#include <string>
#include <string_view>
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

  /// While this lives statements are compiled as if nobody counted. SQLite then empties a whole
  /// table at once where it can, as D1 does.
  class Unnoticed {
   public:
    explicit Unnoticed(ChangeCounter& counter);
    ~Unnoticed();
    Unnoticed(const Unnoticed&) = delete;
    Unnoticed& operator=(const Unnoticed&) = delete;
    Unnoticed(Unnoticed&&) = delete;
    Unnoticed& operator=(Unnoticed&&) = delete;

   private:
    ChangeCounter& counter_;
  };

  /// How many changes were noticed so far, in whatever schema.
  [[nodiscard]] std::int64_t noticed() const { return noticed_; }

  /// Counts the rows of a table that was emptied at once, of which no hook hears.
  void count_emptied(std::string_view table, std::int64_t rows);

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

  sql::TableChange& changes_of(std::string_view table);

  sqlite3* handle_;
  std::int64_t noticed_ = 0;
  std::map<std::string, sql::TableChange, std::less<>> changes_;
};

}  // namespace d1mcp::sqlite
