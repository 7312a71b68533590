#include "transfer/json_lines_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/json_row.hpp"

namespace d1mcp::transfer {

Result<bool> JsonLinesReader::next(ReadRow& row) {
  TRY_ASSIGN(const bool has_line, read_line());
  if (!has_line) return false;
  TRY_ASSIGN(std::vector<JsonMember> members, read_json_row(line_, number_));
  row.line = number_;
  row.columns.clear();
  row.values.clear();
  for (std::size_t index = 0; index < members.size(); ++index) {
    auto& [name, value] = members[index];
    TRY_ASSIGN(const auto* const column, column_called(name, index));
    if (column->is_generated) continue;
    if (std::ranges::find(row.columns, column) != row.columns.end()) {
      return bad_row(
          "column " + sql::quote_identifier(column->name) + " is named twice", number_, 0);
    }
    row.columns.push_back(column);
    row.values.push_back(std::move(value));
  }
  return true;
}

Result<const TargetColumns::Column*> JsonLinesReader::column_called(const std::string& name,
                                                                    std::size_t index) {
  if (index < known_.size() && known_[index].first == name) return known_[index].second;
  const auto column = target_.find(name);
  if (!column) {
    return Error(column.error()).at({.file = {}, .line = number_, .column = 0, .statement = 0});
  }
  if (index >= known_.size()) known_.resize(index + 1);
  known_[index] = {name, *column};
  return *column;
}

// Empty lines are passed over.
Result<bool> JsonLinesReader::read_line() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  while (true) {
    number_ = text_.line();
    line_.clear();
    std::size_t end = std::string_view::npos;
    while (end == std::string_view::npos) {
      TRY_ASSIGN(const std::string_view rest, text_.rest());
      if (rest.empty()) break;
      end = rest.find('\n');
      line_ += rest.substr(0, end);
      text_.skip(end == std::string_view::npos ? rest.size() : end + 1);
    }
    if (number_ == 1 && line_.starts_with(kByteOrderMark)) line_.erase(0, kByteOrderMark.size());
    if (!trimmed(line_).empty()) return true;
    if (end == std::string_view::npos) return false;
  }
}

}  // namespace d1mcp::transfer
