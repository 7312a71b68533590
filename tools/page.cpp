#include "page.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "values.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::size_t kSmallestCell = 64;
constexpr std::size_t kLargestCell = 8 * 1024;
constexpr std::size_t kCutsNamed = 5;

}  // namespace

Status Page::columns(std::span<const sql::Column> columns) {
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

Result<sql::Flow> Page::row(std::span<const sql::Cell> cells) {
  if (skipped_ < limits_.skip) {
    ++skipped_;
    return sql::Flow::more;
  }
  if (rows_.size() == limits_.rows) {
    complete_ = false;
    return sql::Flow::enough;
  }
  const std::size_t limit = cell_limit();
  mcp::Json row = mcp::Json::array();
  for (const sql::Cell& cell : cells) row.push_back(encode_value(cell, limit));
  const std::size_t size = row.dump().size() + 1;
  if (bytes_ + size > limits_.bytes && !rows_.empty()) {
    complete_ = false;
    return sql::Flow::enough;
  }
  bytes_ += size;
  for (std::size_t index = 0; index < cells.size(); ++index) {
    if (!is_cut(cells[index], limit)) continue;
    if (++cut_count_ > kCutsNamed) continue;
    cuts_.push_back("row " + std::to_string(limits_.skip + rows_.size() + 1) + ", column " +
                    columns_[index].at("name").get<std::string>() + ": the first " +
                    with_thousands(limit) + " of " + counted(cells[index].bytes.size(), "byte"));
  }
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
  return sentences;
}

}  // namespace d1mcp::tools
