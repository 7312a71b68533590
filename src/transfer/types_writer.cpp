#include "transfer/types_writer.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/json_text.hpp"
#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_reader.hpp"
#include "transfer/column_type.hpp"
#include "transfer/type_names.hpp"
#include "transfer/unknown_table.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::string_view kHead =
    "// The rows of a database as D1 gives them, written by: d1-mcp export --format types\n"
    "// Types are those of the schema; SQLite enforces them in STRICT tables only.\n";

constexpr std::string_view kJsonText =
    "\n/** JSON as text: JSON.parse gives its value. */\n"
    "export type JsonText = string;\n";

constexpr std::string_view kBlobInput =
    "\n/** What D1 takes for a BLOB, which it gives back as an array of bytes. */\n"
    "export type D1BlobInput = ArrayBuffer | ArrayBufferView | number[];\n";

// The side of a row: what D1 gives, or what it takes.
enum class Side { given, taken };

// Whether a name can be written without quotes.
bool is_plain(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$';
  };
  const bool begins_with_digit = !name.empty() && name.front() >= '0' && name.front() <= '9';
  return !name.empty() && !begins_with_digit && std::ranges::all_of(name, fits);
}

std::string member_name(const std::string& column) {
  if (is_plain(column)) return column;
  std::string name;
  append_json_string(name, to_valid_utf8(column));
  return name;
}

// `table "users"`, fit for a comment.
std::string in_comment(const sql::TableSummary& table) {
  std::string text = (table.kind == sql::TableKind::view ? "view " : "table ") +
                     sql::quote_identifier(to_valid_utf8(table.name));
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  for (auto at = text.find("*/"); at != std::string::npos; at = text.find("*/")) text[at] = ' ';
  return text;
}

/// Writes the types of one database.
class TypesWriter {
 public:
  TypesWriter(sql::Connection& database, const Work& work) : database_(database), work_(work) {}

  Result<std::string> write(const std::vector<std::string>& wanted);

  [[nodiscard]] std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  Status write_table(const sql::TableSummary& summary, const std::string& name);
  void write_row(const sql::TableInfo& table, const std::string& name);
  void write_insert(const sql::TableInfo& table, const std::string& name);
  std::string written(const ColumnType& type, Side side);

  sql::Connection& database_;
  const Work& work_;
  std::string text_;
  std::vector<std::string> notes_;
  bool has_json_ = false;
  bool has_blob_input_ = false;
};

Result<std::string> TypesWriter::write(const std::vector<std::string>& wanted) {
  TRY_ASSIGN(const auto tables, sql::list_tables(database_, sql::Visibility::user, work_));
  for (const std::string& name : wanted) {
    const bool is_known = std::ranges::any_of(
        tables, [&](const auto& table) { return equal_names(table.name, name); });
    if (!is_known) return unknown_table(name, tables);
  }
  const std::map<std::string, std::string> names = type_names(tables);
  for (const sql::TableSummary& table : tables) {
    const bool is_wanted =
        wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& name) {
          return equal_names(table.name, name);
        });
    if (is_wanted) TRY(write_table(table, names.at(table.name)));
  }
  std::string head(kHead);
  if (has_json_) head += kJsonText;
  if (has_blob_input_) head += kBlobInput;
  return head + (text_.empty() ? "\nexport {};\n" : text_);
}

Status TypesWriter::write_table(const sql::TableSummary& summary, const std::string& name) {
  TRY_ASSIGN(const sql::TableInfo table, sql::describe_table(database_, summary.name, work_));
  if (table.summary.column_count == 0) {
    notes_.push_back(in_comment(summary) + " does not compile and was left out");
    return {};
  }
  write_row(table, name);
  if (summary.kind != sql::TableKind::view) write_insert(table, name);
  return {};
}

void TypesWriter::write_row(const sql::TableInfo& table, const std::string& name) {
  text_ += "\n/** A row of " + in_comment(table.summary) + ". */\n";
  text_ += "export interface " + name + " {\n";
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.hidden) continue;
    text_ += column.generated == sql::Generated::no ? "  " : "  readonly ";
    text_ += member_name(column.name) + ": " + written(type_of(table, column), Side::given) + ";\n";
  }
  text_ += "}\n";
}

void TypesWriter::write_insert(const sql::TableInfo& table, const std::string& name) {
  text_ += "\n/** What an INSERT into " + in_comment(table.summary) + " takes. */\n";
  text_ += "export interface " + name + "Insert {\n";
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.hidden || column.generated != sql::Generated::no) continue;
    text_ += "  " + member_name(column.name) + (is_optional(table, column) ? "?: " : ": ");
    text_ += written(type_of(table, column), Side::taken) + ";\n";
  }
  text_ += "}\n";
}

std::string TypesWriter::written(const ColumnType& type, Side side) {
  std::vector<std::string> members = type.values;
  if (members.empty()) {
    if (type.numbers) members.emplace_back("number");
    if (type.texts) members.emplace_back(type.is_json ? "JsonText" : "string");
    if (type.blobs) members.emplace_back(side == Side::given ? "number[]" : "D1BlobInput");
    has_json_ = has_json_ || (type.texts && type.is_json);
    has_blob_input_ = has_blob_input_ || (type.blobs && side == Side::taken);
  }
  if (type.nulls) members.emplace_back("null");
  return join(members, " | ");
}

}  // namespace

Result<TypesSummary> write_types(sql::Connection& database,
                                 const std::vector<std::string>& tables,
                                 ByteSink& destination,
                                 const Work& work) {
  TypesWriter writer(database, work);
  std::string text;
  const auto read_all = [&]() -> Status {
    TRY_ASSIGN(text, writer.write(tables));
    return {};
  };
  TRY(database.read_consistently(read_all, sql::ValueSize::bounded, work));
  TRY(destination.write(text));
  return TypesSummary{.bytes = text.size(), .notes = writer.take_notes()};
}

}  // namespace d1mcp::transfer
