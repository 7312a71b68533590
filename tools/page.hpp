#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mcp/tool.hpp"
#include "sql/connection.hpp"

namespace d1mcp::tools {

/// How much of a result one answer may hold.
struct PageLimits {
  std::uint64_t skip = 0;
  std::uint64_t rows = 200;
  std::size_t bytes = 50'000;  ///< Of the rows as JSON.
};

/// Collects one page of a result as JSON. It reads one row more than it keeps, so that it knows
/// whether there are more. The first row is always kept: its cells are cut until it fits, and where
/// that is not enough the last columns are left out, of the whole page. `rows` stays within the
/// limit of bytes, if that leaves room for one cell (200 bytes do).
class Page final : public sql::RowSink {
 public:
  explicit Page(const PageLimits& limits) : limits_(limits) {}

  Status columns(std::span<const sql::Column> columns) override;
  Result<sql::Flow> row(std::span<const sql::Cell> cells) override;

  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] std::uint64_t row_count() const { return rows_.size(); }

  /// [{"name", "type"?}, …]
  [[nodiscard]] const mcp::Json& column_list() const { return columns_; }
  /// [[value, …], …]
  [[nodiscard]] const mcp::Json& rows() const { return rows_; }
  /// One sentence for each cell that was cut, the first few of them, and one for columns left out.
  [[nodiscard]] std::vector<std::string> cuts() const;

 private:
  [[nodiscard]] std::size_t cell_limit() const;
  [[nodiscard]] bool fits(std::size_t row_bytes) const;
  std::size_t fit_first_row(mcp::Json& row, std::span<const sql::Cell> cells);
  void drop_columns(mcp::Json& row);
  void note_cuts(std::span<const sql::Cell> cells, std::size_t limit);

  PageLimits limits_;
  mcp::Json columns_ = mcp::Json::array();
  mcp::Json rows_ = mcp::Json::array();
  std::uint64_t skipped_ = 0;
  std::size_t bytes_ = 1;  ///< Of `rows_` as JSON, a comma after each row, without the bracket.
  std::size_t all_columns_ = 0;
  std::vector<std::string> cuts_;
  std::uint64_t cut_count_ = 0;
  bool complete_ = true;
};

}  // namespace d1mcp::tools
