#include "transfer/row_difference.hpp"

#include <cstring>
#include <span>
#include <vector>

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/content_hash.hpp"
#include "transfer/row_meter.hpp"
#include "transfer/sql_literal.hpp"

namespace d1mcp::transfer {
namespace {

// Of the value that tells a person which row is meant.
constexpr std::size_t kShownBytes = 60;

/// Keeps one row, by its number from 1.
class OneRow final : public sql::RowSink {
 public:
  explicit OneRow(std::uint64_t number) : number_(number) {}

  Status columns(std::span<const sql::Column> columns) override {
    for (const sql::Column& column : columns) names.push_back(column.name);
    return {};
  }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    if (++seen_ < number_) return sql::Flow::more;
    for (const sql::Cell& cell : cells) values.push_back(sql::owned(cell));
    return sql::Flow::enough;
  }

  std::vector<std::string> names;
  std::vector<sql::Value> values;  ///< Empty when there are not that many rows.

 private:
  std::uint64_t number_;
  std::uint64_t seen_ = 0;
};

// Unlike ==, tells 0.0 from -0.0.
bool same(const sql::Value& left, const sql::Value& right) {
  const auto* a = std::get_if<double>(&left);
  const auto* b = std::get_if<double>(&right);
  if (a == nullptr || b == nullptr) return left == right;
  return std::memcmp(a, b, sizeof *a) == 0;
}

std::string name_of(std::uint64_t number, const OneRow& row) {
  sql::Cell key = sql::view_of(row.values.front());
  key.bytes = utf8_prefix(key.bytes, kShownBytes);
  std::string name =
      "row " + std::to_string(number) + " (" + sql::quote_identifier(row.names.front()) + " ";
  append_literal(name, key);
  return name + ")";
}

Result<bool> begins_equally(const Pair& pair,
                            const std::string& select_sql,
                            std::uint64_t rows,
                            const Work& work) {
  RowMeter meter(work, 0);
  const HashTerms terms{.meter = meter, .work = work, .most_rows = rows};
  TRY_ASSIGN(const ContentHash original, hash_content(pair.original, select_sql, terms));
  TRY_ASSIGN(const ContentHash made, hash_content(pair.made, select_sql, terms));
  return original == made;
}

std::string compared(std::uint64_t number, const OneRow& original, const OneRow& made) {
  if (made.values.empty()) return name_of(number, original) + " is missing";
  if (original.values.empty()) return name_of(number, made) + " is not in the database";
  std::size_t column = 0;
  while (column + 1 < original.values.size() &&
         same(original.values[column], made.values[column])) {
    ++column;
  }
  return name_of(number, original) + " differs in column " +
         sql::quote_identifier(original.names[column]);
}

}  // namespace

Result<std::string> first_difference(const Pair& pair,
                                     const std::string& select_sql,
                                     std::uint64_t most_rows,
                                     const Work& work) {
  std::uint64_t equal = 0;
  std::uint64_t differing = most_rows;
  while (differing - equal > 1) {
    const std::uint64_t middle = equal + (differing - equal) / 2;
    TRY_ASSIGN(const bool is_equal, begins_equally(pair, select_sql, middle, work));
    (is_equal ? equal : differing) = middle;
  }
  OneRow original(differing);
  OneRow made(differing);
  TRY(pair.original.query(select_sql, {}, original, work));
  TRY(pair.made.query(select_sql, {}, made, work));
  return compared(differing, original, made);
}

}  // namespace d1mcp::transfer
