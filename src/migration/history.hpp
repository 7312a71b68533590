#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// One row of the history table that wrangler shares with us.
struct HistoryRow {
  std::string name;
  std::string applied_at;  ///< As stored: "YYYY-MM-DD HH:MM:SS", UTC.
};

/// The history in the order it happened; empty when the table does not exist yet.
Result<std::vector<HistoryRow>> read_history(sql::Connection& connection,
                                             const std::string& table,
                                             const Work& work);

/// Creates the history table if it is missing, byte for byte as wrangler does.
Status ensure_history(sql::Connection& connection, const std::string& table, const Work& work);

}  // namespace d1mcp::migration
