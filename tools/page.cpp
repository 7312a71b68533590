#include "page.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "values.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::size_t kSmallestCell = 64;
constexpr std::size_t kLargestCell = 8 * 1024;
constexpr std::size_t kCutsNamed = 5;
// Cells of the first row are cut down to this before columns are left out; below it the words
// around a cut cell are longer than what they replace.
constexpr std::size_t kShortestHead = 16;

mcp::Json encode_row(std::span<const sql::Cell> cells, std::size_t limit) {
  mcp::Json row = mcp::Json::array();
  for (const sql::Cell& cell : cells) row.push_back(encode_value(cell, limit));
  return row;
}

// With the comma after it.
std::size_t size_of(const mcp::Json& row) {
  return row.dump().size() + 1;
}

}  // namespace

Status Page::columns(std::span<const sql::Column> columns) {
  all_columns_ = columns.size();
  for (const sql::Column& column : columns) {
    mcp::Json described = {{"name", to_valid_utf8(column.name)}};
    if (!column.declared_type.empty()) described["type"] = to_valid_utf8(column.declared_type);
    columns_.push_back(std::move(described));
  }
  return {};
}

std::size_t Page::cell_limit() const {
  const std::size_t columns = std::max<std::size_t>(columns_.size(), 1);
  return std::clamp(limits_.bytes / columns / 2, kSmallestCell, kLargestCell);
}

bool Page::fits(std::size_t row_bytes) const {
  return bytes_ + row_bytes <= limits_.bytes;
}

// Makes `row` fit and gives the limit its cells were cut at.
std::size_t Page::fit_first_row(mcp::Json& row, std::span<const sql::Cell> cells) {
  std::size_t limit = cell_limit();
  while (!fits(size_of(row)) && limit > kShortestHead) {
    limit = std::max(limit / 2, kShortestHead);
    row = encode_row(cells, limit);
  }
  if (!fits(size_of(row))) drop_columns(row);
  return limit;
}

// The brackets of a row and the comma after it are 3 bytes, one comma too many is counted within.
void Page::drop_columns(mcp::Json& row) {
  std::size_t size = 2;
  std::size_t kept = 0;
  while (kept < row.size() && fits(size + size_of(row[kept]))) size += size_of(row[kept++]);
  kept = std::max<std::size_t>(kept, 1);
  row.erase(row.begin() + static_cast<std::ptrdiff_t>(kept), row.end());
  columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(kept), columns_.end());
}

void Page::note_cuts(std::span<const sql::Cell> cells, std::size_t limit) {
  for (std::size_t index = 0; index < columns_.size(); ++index) {
    const std::size_t shown = shown_bytes(cells[index], limit);
    if (shown == cells[index].bytes.size()) continue;
    if (++cut_count_ > kCutsNamed) continue;
    cuts_.push_back("row " + std::to_string(limits_.skip + rows_.size() + 1) + ", column " +
                    columns_[index].at("name").get<std::string>() + ": the first " +
                    with_thousands(shown) + " of " + counted(cells[index].bytes.size(), "byte"));
  }
}

Result<sql::Flow> Page::row(std::span<const sql::Cell> cells) {
  if (skipped_ < limits_.skip) {
    ++skipped_;
    return sql::Flow::more;
  }
  if (rows_.size() == limits_.rows) {
    complete_ = false;
    return sql::Flow::enough;
  }
  const auto kept = cells.first(columns_.size());
  std::size_t limit = cell_limit();
  mcp::Json row = encode_row(kept, limit);
  if (rows_.empty()) limit = fit_first_row(row, kept);
  const std::size_t size = size_of(row);
  if (!fits(size) && !rows_.empty()) {
    complete_ = false;
    return sql::Flow::enough;
  }
  bytes_ += size;
  note_cuts(cells, limit);
  rows_.push_back(std::move(row));
  return sql::Flow::more;
}

std::vector<std::string> Page::cuts() const {
  std::vector<std::string> sentences = cuts_;
  if (cut_count_ > kCutsNamed)
    sentences.push_back("and " + counted(cut_count_ - kCutsNamed, "more cell"));
  if (!sentences.empty())
    sentences.emplace_back(
        "read a part with substr(column, start, length), or all of it with export_db");
  if (columns_.size() < all_columns_) {
    sentences.push_back("only the first " + with_thousands(columns_.size()) + " of " +
                        counted(all_columns_, "column") + " fit; name the ones you need");
  }
  return sentences;
}

}  // namespace d1mcp::tools
