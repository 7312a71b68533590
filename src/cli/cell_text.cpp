#include "cli/cell_text.hpp"

#include <utility>

#include "cli/members.hpp"
#include "cli/visible_text.hpp"
#include "core/encoding.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

TableCell blob_cell(const Json& tagged) {
  const auto bytes = count_member(tagged, "bytes");
  return text_cell(bytes ? "<blob " + counted(*bytes, "byte") + ">" : "<blob>");
}

TableCell cut_cell(const Json& tagged, const Style& style) {
  if (text_member(tagged, "$cut") == "blob") return blob_cell(tagged);
  TableCell cell = text_cell(text_member(tagged, "head"));
  cell.text += ellipsis(style);
  return cell;
}

TableCell tagged_cell(const Json& value, const Style& style) {
  if (value.contains("$cut")) return cut_cell(value, style);
  if (value.contains("$int")) return number_cell(visible(text_member(value, "$int")));
  if (value.contains("$real")) return number_cell(visible(text_member(value, "$real")));
  if (value.contains("$blob")) return blob_cell(value);
  if (value.contains("$text_base64")) {
    return text_cell(base64_decode(text_member(value, "$text_base64")).value_or(""));
  }
  return text_cell(value.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace));
}

}  // namespace

TableCell shown_value(const Json& value, const Style& style) {
  if (value.is_null()) return {.text = "NULL", .kind = TableCell::Kind::null};
  if (value.is_string()) return text_cell(value.get_ref<const std::string&>());
  if (value.is_number_float()) return number_cell(real_to_text(value.get<double>()));
  if (value.is_number()) return number_cell(value.dump());
  if (value.is_object()) return tagged_cell(value, style);
  return text_cell(value.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace));
}

TextTable result_table(const Json& result, const Style& style) {
  std::vector<std::string> titles;
  for (const Json& column : list_member(result, "columns")) {
    titles.push_back(text_member(column, "name"));
  }
  TextTable table(titles);
  for (const Json& row : list_member(result, "rows")) {
    std::vector<TableCell> cells;
    for (const Json& value : row) cells.push_back(shown_value(value, style));
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace d1mcp::cli
