#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/style.hpp"

namespace d1mcp::cli {

/// One cell as it will be shown: `visible` text on one line.
struct TableCell {
  enum class Kind { text, number, null };

  std::string text;
  Kind kind = Kind::text;
};

TableCell text_cell(std::string_view text);
TableCell number_cell(std::string text);

TableCell blank_cell();

/// Columns of text under their titles. Columns that hold nothing but numbers are aligned right;
/// NULL is dim. Where the style has a width, the widest columns are narrowed until the lines fit,
/// and when they would become unreadable the last columns are left out and named below the table.
/// Without a width nothing is cut; a text longer than 120 columns stands out of its column then.
class TextTable {
 public:
  explicit TextTable(const std::vector<std::string>& titles);

  /// A row with fewer cells than there are titles is filled up; further cells are not shown.
  void add(std::vector<TableCell> row);

  [[nodiscard]] bool empty() const { return rows_.empty(); }

  /// The table, each line with its line end. Without titles there is none.
  [[nodiscard]] std::string render(const Style& style) const;

 private:
  /// How the columns that are shown are laid out.
  struct Layout {
    std::vector<std::size_t> widths;
    std::vector<bool> right;
    Style style;
  };

  [[nodiscard]] std::vector<std::size_t> natural_widths() const;
  [[nodiscard]] bool is_numeric(std::size_t column) const;
  [[nodiscard]] Layout layout(const Style& style) const;
  [[nodiscard]] std::string row_line(const std::vector<TableCell>& row, const Layout& layout) const;

  std::vector<std::string> titles_;
  std::vector<std::vector<TableCell>> rows_;
};

}  // namespace d1mcp::cli
