#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/destination.hpp"

namespace d1mcp::transfer {

/// The rows a CSV or JSON Lines file is made of: all rows and columns of a table or view, or the
/// result of one statement that reads. Exactly one of `table` and `sql` is given.
struct RowSource {
  std::string table;  ///< ASCII case ignored.
  std::string sql;
  sql::Parameters parameters;  ///< For `sql`.
};

/// What an export of rows wrote.
struct RowExportSummary {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> notes;  ///< What the user should know; sentences without full stop.
};

/// How rows look in a file. The functions append to `out` and keep nothing of what they are given.
class RowFormat {
 public:
  RowFormat() = default;
  RowFormat(const RowFormat&) = delete;
  RowFormat& operator=(const RowFormat&) = delete;
  RowFormat(RowFormat&&) = delete;
  RowFormat& operator=(RowFormat&&) = delete;
  virtual ~RowFormat() = default;

  /// Called once before the first row, also when there is none.
  virtual void header(std::string& out, std::span<const sql::Column> columns) = 0;
  virtual void row(std::string& out, std::span<const sql::Cell> cells) = 0;

  /// What the user should know of the rows so far.
  [[nodiscard]] virtual std::vector<std::string> notes() const = 0;
};

/// Streams the rows of `source` through `format` into `destination`. An unknown table is
/// `not_found` with the nearest names in the hint.
Result<RowExportSummary> export_rows(sql::Connection& database,
                                     const RowSource& source,
                                     RowFormat& format,
                                     ByteSink& destination,
                                     const Work& work);

}  // namespace d1mcp::transfer
