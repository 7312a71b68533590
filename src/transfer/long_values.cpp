#include "transfer/long_values.hpp"

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/sql_literal.hpp"

namespace d1mcp::transfer {
namespace {

// At most doubled by its literal, a piece leaves room enough below D1's 100,000 bytes.
constexpr std::size_t kPieceBytes = 40'000;

std::string_view next_piece(std::string_view bytes, bool cut_between_characters) {
  return cut_between_characters ? utf8_prefix(bytes, kPieceBytes) : bytes.substr(0, kPieceBytes);
}

}  // namespace

LongValues::LongValues(Output& output, std::string_view helper_table)
    : output_(output), table_(sql::quote_identifier(helper_table)) {}

Result<std::string> LongValues::store(const sql::Cell& value) {
  TRY(create());
  const bool is_blob = value.storage == sql::StorageClass::blob;
  const bool as_text = !is_blob && !needs_hexadecimal(value.bytes);
  const std::int64_t first = pieces_ + 1;
  for (std::string_view rest = value.bytes; !rest.empty();) {
    const std::string_view piece = next_piece(rest, as_text);
    TRY(store_piece(as_text ? sql::Cell::text(piece) : sql::Cell::blob(piece)));
    rest.remove_prefix(piece.size());
  }
  return "(SELECT CAST(group_concat(v,'') AS " + std::string(is_blob ? "BLOB" : "TEXT") +
         ") FROM (SELECT v FROM " + table_ + " WHERE s BETWEEN " + std::to_string(first) + " AND " +
         std::to_string(pieces_) + " ORDER BY s))";
}

Status LongValues::create() {
  if (exists_) return {};
  exists_ = true;
  return output_.append("CREATE TABLE " + table_ + "(s INTEGER PRIMARY KEY,v BLOB);\n");
}

Status LongValues::store_piece(const sql::Cell& piece) {
  std::string& text = output_.text();
  text += "INSERT INTO " + table_ + " VALUES(" + std::to_string(++pieces_) + ",";
  append_literal(text, piece);
  return output_.append(");\n");
}

Status LongValues::forget() {
  if (pieces_ == 0) return {};
  pieces_ = 0;
  return output_.append("DELETE FROM " + table_ + ";\n");
}

Status LongValues::drop() {
  if (!exists_) return {};
  exists_ = false;
  return output_.append("DROP TABLE " + table_ + ";\n");
}

}  // namespace d1mcp::transfer
