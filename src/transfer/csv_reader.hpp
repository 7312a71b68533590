#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transfer/row_reader.hpp"
#include "transfer/text_cursor.hpp"

namespace d1mcp::transfer {

/// Reads CSV (RFC 4180) whose first line names columns of `target`. Lines end with CRLF or LF, the
/// last one need not; a byte order mark is skipped, as are empty lines where there are several
/// columns. What a field means depends on its column:
///
/// | field | value |
/// |---|---|
/// | nothing, without quotes | NULL |
/// | in a TEXT column, and between quotes | TEXT, bytes as they are |
/// | in a BLOB column, without quotes or empty | BLOB from base64, otherwise a number |
/// | a decimal number, Infinity or -Infinity | INTEGER or REAL, which the column may convert |
/// | anything else | TEXT |
///
/// A column without a type takes numbers as such and has no BLOBs. So what `write_csv` writes comes
/// back as it was, as far as values have the type of their column.
class CsvReader final : public RowReader {
 public:
  CsvReader(sql::ChunkSource chunks, TargetColumns& target)
      : text_(std::move(chunks)), target_(target) {}

  Result<bool> next(ReadRow& row) override;

 private:
  struct Field {
    std::string text;
    bool is_quoted = false;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };

  Result<bool> read_record();
  Result<bool> take_field();
  Status take_quoted(Field& field);
  Status take_plain(Field& field);
  static Result<sql::Value> value_of(Field& field, const TargetColumns::Column& column);
  Status read_header();

  TextCursor text_;
  TargetColumns& target_;
  std::vector<Field> fields_;  ///< Of the record that is being read; none is ever taken away.
  std::size_t count_ = 0;      ///< How many of them belong to it.
  std::vector<const TargetColumns::Column*> header_;  ///< Empty until it was read.
};

}  // namespace d1mcp::transfer
