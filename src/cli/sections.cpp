#include "cli/sections.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/members.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string labelled(std::string_view label,
                     const std::vector<std::string>& texts,
                     Paint paint,
                     const Style& style) {
  std::string lines;
  for (const std::string& text : texts) {
    lines += painted(label, paint, style) + " " + visible(text) + "\n";
  }
  return lines;
}

std::string amount(const Json& change, const char* member) {
  const std::uint64_t rows = count_member(change, member).value_or(0);
  return rows == 0 ? std::string() : with_thousands(rows) + " " + member;
}

}  // namespace

std::string remarks(const Json& result, const Style& style) {
  return labelled("warning:", texts_member(result, "warnings"), Paint::yellow, style) +
         labelled("note:", texts_member(result, "notes"), Paint::cyan, style);
}

std::size_t widest_text(const Json& list, const char* member) {
  std::size_t widest = 0;
  for (const Json& each : list) {
    widest = std::max(widest, text_width(visible(text_member(each, member))));
  }
  return widest;
}

std::string change_lines(const Json& changes, std::string_view indent) {
  const std::size_t widest = widest_text(changes, "table");
  std::string lines;
  for (const Json& change : changes) {
    const std::string table = visible(text_member(change, "table"));
    const std::string amounts = comma_list(
        {amount(change, "inserted"), amount(change, "updated"), amount(change, "deleted")});
    lines += std::string(indent) + table + std::string(widest - text_width(table) + 2, ' ') +
             (amounts.empty() ? "no rows" : amounts) + "\n";
  }
  return lines;
}

std::uint64_t rows_changed(const Json& changes) {
  std::uint64_t rows = 0;
  for (const Json& change : changes) {
    for (const char* member : {"inserted", "updated", "deleted"}) {
      rows += count_member(change, member).value_or(0);
    }
  }
  return rows;
}

std::string duration_text(double milliseconds) {
  if (!(milliseconds >= 0)) return {};
  const bool seconds = milliseconds >= 1000;
  const double amount_shown = seconds ? milliseconds / 1000 : milliseconds;
  std::array<char, 64> text{};
  const int decimals = amount_shown < 100 ? 1 : 0;
  const int size = std::snprintf(text.data(), text.size(), "%.*f", decimals, amount_shown);
  const std::size_t length = std::min(static_cast<std::size_t>(size), text.size() - 1);
  return std::string(text.data(), length) + (seconds ? " s" : " ms");
}

std::string comma_list(const std::vector<std::string>& words) {
  std::vector<std::string> filled;
  std::ranges::copy_if(
      words, std::back_inserter(filled), [](const std::string& word) { return !word.empty(); });
  return join(filled, ", ");
}

}  // namespace d1mcp::cli
