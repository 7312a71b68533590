#pragma once

#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

#include "sql/connection.hpp"

namespace d1mcp::test {

/// A database used through SQLite itself, without any of our code in between. Failures of SQLite
/// throw std::runtime_error and so fail the test.
class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& file);

  /// Runs a script with sqlite3_exec.
  void run(const std::string& script);

  /// Runs one statement with one value bound, any bytes.
  void insert_text(const std::string& sql, std::string_view text);
  void insert_blob(const std::string& sql, std::string_view bytes);
  void insert_real(const std::string& sql, double number);

  /// The result, a line for each row, each value with its storage class and exact bytes or bits.
  std::vector<std::string> rows(const std::string& sql);

  /// Everything a dump has to keep: the definitions of all objects, and all rows of all tables with
  /// their rowids, sorted. Without shadow tables, whose bytes depend on the history of an index.
  std::vector<std::string> everything();

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };

  std::vector<std::string> all_rows_of(const std::string& table);
  void insert_bound(const std::string& sql,
                    int (*bind)(sqlite3_stmt*, std::string_view),
                    std::string_view bytes);

  std::unique_ptr<sqlite3, Close> handle_;
};

/// A reader on `file` with plain SQLite's rules; failing to open it fails the test.
std::unique_ptr<sql::Connection> reader_of(const std::filesystem::path& file);

/// A scratch connection on the new file `file`.
std::unique_ptr<sql::Connection> scratch_of(const std::filesystem::path& file);

}  // namespace d1mcp::test
