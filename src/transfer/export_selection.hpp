#pragma once

#include <string>
#include <vector>

namespace d1mcp::transfer {

/// What of a database is exported.
struct ExportSelection {
  /// Names of tables, views and virtual tables, ASCII case ignored; empty is all of them. A table
  /// brings its indexes and triggers, and its AUTOINCREMENT counter.
  std::vector<std::string> tables;
  bool schema = true;  ///< The CREATE statements.
  bool data = true;    ///< The rows.
};

}  // namespace d1mcp::transfer
