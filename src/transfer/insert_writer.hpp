#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sql/connection.hpp"
#include "transfer/long_values.hpp"
#include "transfer/output.hpp"
#include "transfer/row_meter.hpp"
#include "transfer/row_plan.hpp"

namespace d1mcp::transfer {

/// Writes rows as INSERT statements with many rows each, one row a line:
///
///     INSERT INTO "users"("id","name") VALUES
///     (1,'Ada'),
///     (2,'Grace');
///
/// No statement is longer than D1 accepts (100,000 bytes), nor compiles to more instructions.
class InsertWriter final : public sql::RowSink {
 public:
  /// Everything given must outlive the writer.
  InsertWriter(const RowPlan& plan, Output& output, LongValues& long_values, RowMeter& meter);

  Status columns(std::span<const sql::Column> columns) override;
  Result<sql::Flow> row(std::span<const sql::Cell> cells) override;

  /// Ends the statement being written.
  Status finish();

  [[nodiscard]] std::uint64_t rows() const { return rows_; }

  /// How many rows are larger than D1 accepts in production.
  [[nodiscard]] std::uint64_t oversized_rows() const { return oversized_rows_; }

 private:
  void begin_row();
  void append_row(std::span<const sql::Cell> cells);
  Status write_long_row(std::span<const sql::Cell> cells);
  Status write_in_pieces(std::span<const sql::Cell> cells);

  const RowPlan& plan_;
  Output& output_;
  LongValues& long_values_;
  RowMeter& meter_;
  std::size_t most_rows_;           ///< Of one statement.
  std::size_t statement_rows_ = 0;  ///< 0: no statement is open.
  std::size_t statement_bytes_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t oversized_rows_ = 0;
};

}  // namespace d1mcp::transfer
