#include "transfer/insert_writer.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

#include "d1/limits.hpp"
#include "transfer/sql_literal.hpp"

namespace d1mcp::transfer {
namespace {

// Below the 100,000 bytes D1 accepts, with room for what counts a statement otherwise.
constexpr std::size_t kStatementBytes = 90'000;

// A value takes one instruction, a row a few more; SQLite doubles its array of instructions when it
// grows and compares the new size with the limit.
std::size_t rows_of_a_statement(std::size_t columns) {
  const auto operations =
      static_cast<std::size_t>(d1::limits_of(d1::Dialect::d1)->vdbe_operations) / 3;
  return std::max<std::size_t>(operations / (columns + 3), 1);
}

template <typename Size>
std::size_t row_size(std::span<const sql::Cell> cells, Size size_of) {
  constexpr std::size_t kBrackets = 4;
  return std::accumulate(
      cells.begin(), cells.end(), kBrackets, [&](std::size_t sum, const sql::Cell& cell) {
        return sum + size_of(cell) + 1;
      });
}

bool is_oversized(std::span<const sql::Cell> cells) {
  const auto most = static_cast<std::size_t>(d1::limits_of(d1::Dialect::d1)->value_bytes);
  return row_size(cells, [](const sql::Cell& cell) { return cell.bytes.size(); }) > most;
}

}  // namespace

InsertWriter::InsertWriter(const RowPlan& plan,
                           Output& output,
                           LongValues& long_values,
                           RowMeter& meter)
    : plan_(plan),
      output_(output),
      long_values_(long_values),
      meter_(meter),
      most_rows_(rows_of_a_statement(plan.columns)) {}

Status InsertWriter::columns(std::span<const sql::Column> /*columns*/) {
  return {};
}

Result<sql::Flow> InsertWriter::row(std::span<const sql::Cell> cells) {
  TRY(meter_.count());
  ++rows_;
  const std::size_t bound = row_size(cells, [](const auto& cell) { return literal_bound(cell); });
  const bool fits = statement_bytes_ + bound <= kStatementBytes && statement_rows_ < most_rows_;
  if (!fits) TRY(finish());
  if (plan_.insert_head.size() + bound > kStatementBytes) {
    TRY(write_long_row(cells));
  } else {
    append_row(cells);
    TRY(output_.pass_on());
  }
  return sql::Flow::more;
}

void InsertWriter::begin_row() {
  std::string& text = output_.text();
  if (statement_rows_ == 0) text += plan_.insert_head;
  text += statement_rows_ == 0 ? "\n(" : ",\n(";
  ++statement_rows_;
}

void InsertWriter::append_row(std::span<const sql::Cell> cells) {
  std::string& text = output_.text();
  const std::size_t before = text.size();
  begin_row();
  for (const sql::Cell& cell : cells) {
    append_literal(text, cell);
    text += ',';
  }
  text.back() = ')';
  statement_bytes_ += text.size() - before;
}

Status InsertWriter::finish() {
  if (statement_rows_ == 0) return {};
  statement_rows_ = 0;
  statement_bytes_ = 0;
  return output_.append(";\n");
}

Status InsertWriter::write_long_row(std::span<const sql::Cell> cells) {
  TRY(finish());
  if (is_oversized(cells)) ++oversized_rows_;
  if (plan_.insert_head.size() + row_size(cells, literal_size) > kStatementBytes) {
    return write_in_pieces(cells);
  }
  append_row(cells);
  return finish();
}

// A value that takes no more than its share of the statement is written in place.
Status InsertWriter::write_in_pieces(std::span<const sql::Cell> cells) {
  constexpr std::size_t kWorthStoring = 256;
  const std::size_t room = kStatementBytes - std::min(kStatementBytes, plan_.insert_head.size());
  const std::size_t share = std::max(room / cells.size(), kWorthStoring);
  std::vector<std::string> expressions(cells.size());
  for (std::size_t index = 0; index < cells.size(); ++index) {
    if (literal_size(cells[index]) <= share) continue;
    TRY_ASSIGN(expressions[index], long_values_.store(cells[index]));
  }
  begin_row();
  std::string& text = output_.text();
  for (std::size_t index = 0; index < cells.size(); ++index) {
    if (expressions[index].empty()) append_literal(text, cells[index]);
    text += expressions[index];
    text += ',';
  }
  text.back() = ')';
  TRY(finish());
  return long_values_.forget();
}

}  // namespace d1mcp::transfer
