#include "cli/text_table.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;        // No column is narrowed beyond this.
constexpr std::size_t kWidestAligned = 120;  // One long text must not pad every other line.

std::size_t total_of(std::span<const std::size_t> widths) {
  const std::size_t gaps = widths.empty() ? 0 : kGap * (widths.size() - 1);
  return std::accumulate(widths.begin(), widths.end(), gaps);
}

// Takes columns off the end until the rest fits, each as narrow as it may get.
std::size_t columns_that_fit(const std::vector<std::size_t>& widths, std::size_t available) {
  std::vector<std::size_t> narrow = widths;
  for (std::size_t& width : narrow) width = std::min(width, kNarrowest);
  while (narrow.size() > 1 && total_of(narrow) > available) narrow.pop_back();
  return narrow.size();
}

// Gives every column the same limit, as high as possible; what is left over goes to the first
// columns that want it.
void narrow_to(std::vector<std::size_t>& widths, std::size_t available) {
  if (total_of(widths) <= available) return;
  const auto limited = [&](std::size_t limit) {
    std::vector<std::size_t> result = widths;
    for (std::size_t& width : result) width = std::min(width, limit);
    return result;
  };
  std::size_t limit = std::min(available, *std::ranges::max_element(widths));
  while (limit > 1 && total_of(limited(limit)) > available) --limit;
  std::vector<std::size_t> narrowed = limited(limit);
  for (std::size_t column = 0; column < widths.size(); ++column) {
    if (widths[column] > limit && total_of(narrowed) < available) ++narrowed[column];
  }
  widths = std::move(narrowed);
}

std::string rule_of(std::size_t width, const Style& style) {
  std::string rule;
  for (std::size_t column = 0; column < width; ++column) rule += style.unicode ? "─" : "-";
  return rule;
}

std::string joined_line(const std::vector<std::string>& cells) {
  std::string line = join(cells, std::string(kGap, ' '));
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

TableCell text_cell(std::string_view text) {
  return {.text = visible(text), .kind = TableCell::Kind::text};
}

TableCell number_cell(std::string text) {
  return {.text = std::move(text), .kind = TableCell::Kind::number};
}

TableCell blank_cell() {
  return {.text = {}, .kind = TableCell::Kind::null};
}

TextTable::TextTable(const std::vector<std::string>& titles) {
  for (const std::string& title : titles) titles_.push_back(visible(title));
}

void TextTable::add(std::vector<TableCell> row) {
  row.resize(titles_.size(), blank_cell());
  rows_.push_back(std::move(row));
}

std::vector<std::size_t> TextTable::natural_widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < titles_.size(); ++column) {
    std::size_t width = std::max<std::size_t>(1, text_width(titles_[column]));
    for (const auto& row : rows_) width = std::max(width, text_width(row[column].text));
    widths.push_back(width);
  }
  return widths;
}

bool TextTable::is_numeric(std::size_t column) const {
  bool has_number = false;
  for (const auto& row : rows_) {
    if (row[column].kind == TableCell::Kind::text) return false;
    if (row[column].kind == TableCell::Kind::number) has_number = true;
  }
  return has_number;
}

TextTable::Layout TextTable::layout(const Style& style) const {
  Layout layout{.widths = natural_widths(), .right = {}, .style = style};
  if (style.width > 0) {
    const auto available = static_cast<std::size_t>(style.width);
    layout.widths.resize(columns_that_fit(layout.widths, available));
    narrow_to(layout.widths, available);
  } else {
    for (std::size_t& width : layout.widths) width = std::min(width, kWidestAligned);
  }
  for (std::size_t column = 0; column < layout.widths.size(); ++column) {
    layout.right.push_back(is_numeric(column));
  }
  return layout;
}

std::string TextTable::row_line(const std::vector<TableCell>& row, const Layout& layout) const {
  std::vector<std::string> cells;
  for (std::size_t column = 0; column < layout.widths.size(); ++column) {
    const std::size_t width = layout.widths[column];
    std::string shown = row[column].text;
    if (layout.style.width > 0) shown = cut_to_width(shown, width, layout.style);
    const std::string padding(width - std::min(width, text_width(shown)), ' ');
    if (row[column].kind == TableCell::Kind::null) shown = painted(shown, Paint::dim, layout.style);
    cells.push_back(layout.right[column] ? padding + shown : shown + padding);
  }
  return joined_line(cells);
}

std::string TextTable::render(const Style& style) const {
  if (titles_.empty()) return {};
  const Layout shown = layout(style);
  std::vector<TableCell> titles;
  for (const std::string& title : titles_) titles.push_back({.text = title});
  std::vector<std::string> rules;
  for (const std::size_t width : shown.widths) rules.push_back(rule_of(width, style));

  std::string text = painted(row_line(titles, shown), Paint::bold, style) + "\n";
  text += painted(joined_line(rules), Paint::dim, style) + "\n";
  for (const auto& row : rows_) text += row_line(row, shown) + "\n";
  if (shown.widths.size() < titles_.size()) {
    const std::vector<std::string> hidden(
        titles_.begin() + static_cast<std::ptrdiff_t>(shown.widths.size()), titles_.end());
    const std::string note = counted(hidden.size(), "more column") + ": " + join(hidden, ", ");
    text += painted(note, Paint::dim, style) + "\n";
  }
  return text;
}

}  // namespace d1mcp::cli
