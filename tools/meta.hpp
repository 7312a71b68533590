#pragma once

#include <chrono>
#include <optional>

#include "mcp/tool.hpp"
#include "sql/connection.hpp"

namespace d1mcp::tools {

/// {"rows_read", "rows_written"}, as D1's `meta` has them: what D1 bills. Empty where the SQLite of
/// this build does not count.
mcp::Json encode_row_counts(const std::optional<sql::RowCounts>& counts);

/// Measures a call from when it is made.
class Stopwatch {
 public:
  /// Milliseconds so far.
  [[nodiscard]] double elapsed() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace d1mcp::tools
