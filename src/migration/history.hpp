#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/stamp.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// One row of the history table that wrangler shares with us.
struct HistoryRow {
  std::string name;
  std::string applied_at;           ///< As stored: "YYYY-MM-DD HH:MM:SS", UTC.
  std::optional<Stamp> stamp = {};  ///< Nothing for a row that wrangler wrote.
};

/// Where a run records what it does.
struct HistoryTarget {
  std::string table = "d1_migrations";
  std::string backup = {};  ///< File name of the backup made before the run; empty for none.
  bool is_kept = true;      ///< Not so on a copy: then the schema behind each file is not recorded.
};

/// The history in the order it happened; empty when the table does not exist yet.
Result<std::vector<HistoryRow>> read_history(sql::Connection& connection,
                                             const std::string& table,
                                             const Work& work);

/// The names in it only, in the same order.
Result<std::vector<std::string>> read_names(sql::Connection& connection,
                                            const std::string& table,
                                            const Work& work);

/// Creates the history table if it is missing, byte for byte as wrangler does, and gives it the
/// column for stamps, which wrangler's own rows leave NULL. A table of this name that is no history
/// is `conflict`.
Status ensure_history(sql::Connection& connection, const std::string& table, const Work& work);

}  // namespace d1mcp::migration
