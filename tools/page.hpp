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
/// whether there are more; the first row is kept however large it is, its cells cut to fit.
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
  /// One sentence for each cell that was cut, the first few of them.
  [[nodiscard]] std::vector<std::string> cuts() const;

 private:
  [[nodiscard]] std::size_t cell_limit() const;

  PageLimits limits_;
  mcp::Json columns_ = mcp::Json::array();
  mcp::Json rows_ = mcp::Json::array();
  std::uint64_t skipped_ = 0;
  std::size_t bytes_ = 0;
  std::vector<std::string> cuts_;
  std::uint64_t cut_count_ = 0;
  bool complete_ = true;
};

}  // namespace d1mcp::tools
