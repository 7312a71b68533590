#include "transfer/csv_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/csv_number.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string in_column(const TargetColumns::Column& column) {
  return "column " + sql::quote_identifier(column.name);
}

}  // namespace

Result<bool> CsvReader::next(ReadRow& row) {
  if (header_.empty()) TRY(read_header());
  do {
    TRY_ASSIGN(const bool has_record, read_record());
    if (!has_record) return false;
  } while (count_ == 1 && header_.size() > 1 && fields_[0].text.empty() && !fields_[0].is_quoted);
  if (count_ != header_.size()) {
    return bad_row("this record has " + counted(count_, "field") + ", the header has " +
                       std::to_string(header_.size()),
                   fields_[0].line,
                   0);
  }
  row.line = fields_[0].line;
  row.columns.clear();
  row.values.clear();
  for (std::size_t index = 0; index < count_; ++index) {
    const TargetColumns::Column& column = *header_[index];
    Field& field = fields_[index];
    if (column.is_generated) continue;
    TRY_ASSIGN(sql::Value value, value_of(field, column));
    row.columns.push_back(&column);
    row.values.push_back(std::move(value));
  }
  return true;
}

Result<sql::Value> CsvReader::value_of(Field& field, const TargetColumns::Column& column) {
  if (field.text.empty() && !field.is_quoted) return sql::Value();
  if (field.text.empty() && column.holds_blobs) return sql::Value(sql::Blob());
  if (column.affinity == Affinity::text || field.is_quoted) {
    return sql::Value(std::move(field.text));
  }
  if (column.holds_blobs) {
    auto bytes = base64_decode(field.text);
    if (bytes) return sql::Value(sql::Blob{std::move(*bytes)});
    if (auto number = csv_number(field.text)) return *std::move(number);
    return bad_row(in_column(column) + " is BLOB, and this field is neither base64 nor a number",
                   field.line,
                   field.column,
                   "put text between quotes");
  }
  auto number = column.keeps_spelling ? plain_csv_number(field.text) : csv_number(field.text);
  return number ? std::move(*number) : sql::Value(std::move(field.text));
}

Status CsvReader::read_header() {
  TRY_ASSIGN(const std::string_view head, text_.more_than(kByteOrderMark.size()));
  if (head.starts_with(kByteOrderMark)) text_.leave_out(kByteOrderMark.size());
  TRY_ASSIGN(const bool has_header, read_record());
  if (!has_header) return bad_row("the file is empty: its first line has to name columns", 1, 0);
  for (std::size_t index = 0; index < count_; ++index) {
    const Field& field = fields_[index];
    const auto column = target_.find(field.text);
    if (!column) {
      return Error(column.error())
          .at({.file = {}, .line = field.line, .column = field.column, .statement = 0});
    }
    if (std::ranges::find(header_, *column) != header_.end()) {
      return bad_row(in_column(**column) + " is named twice", field.line, field.column);
    }
    header_.push_back(*column);
  }
  return {};
}

Result<bool> CsvReader::read_record() {
  TRY_ASSIGN(const std::string_view rest, text_.rest());
  if (rest.empty()) return false;
  count_ = 0;
  while (true) {
    TRY_ASSIGN(const bool goes_on, take_field());
    if (!goes_on) return true;
  }
}

// Takes a field and what ends it; false when that is the record's end.
Result<bool> CsvReader::take_field() {
  if (count_ == fields_.size()) fields_.emplace_back();
  Field& field = fields_[count_++];
  field.text.clear();
  field.line = text_.line();
  field.column = text_.column();
  TRY_ASSIGN(const std::string_view begin, text_.rest());
  field.is_quoted = begin.starts_with('"');
  TRY(field.is_quoted ? take_quoted(field) : take_plain(field));
  TRY_ASSIGN(const std::string_view rest, text_.more_than(1));
  if (rest.empty()) return false;
  if (rest.front() == ',') {
    text_.skip(1);
    return true;
  }
  if (rest.front() == '\n' || rest.starts_with("\r\n")) {
    text_.skip(rest.front() == '\n' ? 1 : 2);
    return false;
  }
  return bad_row(field.is_quoted ? "text follows the quote that ends this field"
                                 : "a quote inside a field that does not begin with one",
                 text_.line(),
                 text_.column(),
                 "put the whole field between quotes, and double the quotes in it");
}

Status CsvReader::take_quoted(Field& field) {
  text_.skip(1);
  while (true) {
    TRY_ASSIGN(const std::string_view rest, text_.more_than(1));
    const std::size_t quote = rest.find('"');
    field.text += rest.substr(0, quote);
    if (quote == std::string_view::npos) {
      if (rest.empty()) {
        return bad_row(
            "the quote that begins this field is never closed", field.line, field.column);
      }
      text_.skip(rest.size());
      continue;
    }
    text_.skip(quote);
    TRY_ASSIGN(const std::string_view quotes, text_.more_than(1));
    const bool is_doubled = quotes.starts_with("\"\"");
    text_.skip(is_doubled ? 2 : 1);
    if (!is_doubled) return {};
    field.text += '"';
  }
}

Status CsvReader::take_plain(Field& field) {
  while (true) {
    TRY_ASSIGN(const std::string_view rest, text_.more_than(1));
    if (rest.empty()) return {};
    const std::size_t end = rest.find_first_of(",\"\r\n");
    field.text += rest.substr(0, end);
    text_.skip(std::min(end, rest.size()));
    if (end == std::string_view::npos) continue;
    TRY_ASSIGN(const std::string_view mark, text_.more_than(1));
    // A CR alone is part of the text.
    if (mark.front() != '\r' || mark.starts_with("\r\n")) return {};
    field.text += '\r';
    text_.skip(1);
  }
}

}  // namespace d1mcp::transfer
