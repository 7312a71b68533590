#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sqlite3.h>
#include <string_view>

namespace d1mcp::test {

/// Runs SQL on a file with SQLite's own API, as any other program would. Ends the test program when
/// that fails: it is preparation, not the thing under test.
inline void run_sql(const std::filesystem::path& file, std::string_view sql) {
  sqlite3* handle = nullptr;
  int code = sqlite3_open(file.c_str(), &handle);
  char* message = nullptr;
  if (code == SQLITE_OK)
    code = sqlite3_exec(handle, std::string(sql).c_str(), nullptr, nullptr, &message);
  if (code != SQLITE_OK) {
    std::cerr << "preparing " << file << ": "
              << (message == nullptr ? sqlite3_errmsg(handle) : message) << "\n";
    std::abort();
  }
  sqlite3_close(handle);
}

}  // namespace d1mcp::test
