#include "migration/stamp.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

// In the order read_stamp reads them.
constexpr std::array<std::string_view, kStampColumns> kMembers = {
    "bytes", "tokens", "schema", "duration_ms", "rows", "backup", "by", "how", "sql"};

/// A call of json_object(), not closed yet, and the values of its parameters.
struct JsonObject {
  std::string call = "json_object(";
  std::vector<sql::Value> values;

  void add(std::string_view name, sql::Value value) {
    if (!values.empty()) call += ", ";
    call += sql::quote_text(name) + ", ?";
    values.push_back(std::move(value));
  }

  void add_text(std::string_view name, const std::string& text) {
    if (!text.empty()) add(name, text);
  }
};

JsonObject object_of(const Stamp& stamp) {
  JsonObject object;
  object.add_text("bytes", stamp.file.bytes);
  object.add_text("tokens", stamp.file.tokens);
  object.add_text("schema", stamp.schema);
  if (stamp.duration_ms) object.add("duration_ms", *stamp.duration_ms);
  if (stamp.rows) object.add("rows", *stamp.rows);
  object.add_text("backup", stamp.backup);
  object.add_text("by", stamp.by);
  object.add_text("how", stamp.how);
  if (stamp.file.text) object.add("sql", *stamp.file.text);
  return object;
}

std::optional<double> real_of(const sql::Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer == nullptr ? std::nullopt : std::optional(static_cast<double>(*integer));
}

}  // namespace

std::string this_program() {
  return "d1-mcp " D1MCP_VERSION;
}

sql::Statement insert_stamped(const std::string& table,
                              const std::string& name,
                              const Stamp& stamp) {
  JsonObject object = object_of(stamp);
  std::vector<sql::Value> values = {name};
  values.insert(values.end(), object.values.begin(), object.values.end());
  return {.text = "INSERT INTO " + sql::quote_identifier(table) + " (name, " + kStampColumn +
                  ") VALUES (?, " + object.call + "))",
          .start = {},
          .number = 1,
          .values = std::move(values)};
}

sql::Statement update_stamped(const std::string& table,
                              const std::string& name,
                              const std::string& new_name,
                              const Stamp& stamp) {
  JsonObject object = object_of(stamp);
  // json_patch() takes a member away where the patch has null: no text is better than the old one.
  if (!stamp.file.text) object.add("sql", std::monostate{});
  std::vector<sql::Value> values = {new_name};
  values.insert(values.end(), object.values.begin(), object.values.end());
  values.emplace_back(name);
  const std::string column = kStampColumn;
  return {.text = "UPDATE " + sql::quote_identifier(table) + " SET name = ?, " + column +
                  " = json_patch(CASE WHEN json_valid(" + column + ") THEN " + column +
                  " ELSE '{}' END, " + object.call + ")) WHERE name = ?",
          .start = {},
          .number = 1,
          .values = std::move(values)};
}

std::string stamp_columns(const std::string& column) {
  std::string columns;
  for (const std::string_view member : kMembers) {
    columns += (columns.empty() ? "json_extract(" : ", json_extract(") + column + ", '$." +
               std::string(member) + "')";
  }
  return columns;
}

std::optional<Stamp> read_stamp(std::span<const sql::Value> cells) {
  Stamp stamp;
  stamp.file.bytes = text_of(cells[0]);
  if (stamp.file.bytes.empty()) return std::nullopt;
  stamp.file.tokens = text_of(cells[1]);
  stamp.schema = text_of(cells[2]);
  stamp.duration_ms = real_of(cells[3]);
  if (const auto* rows = std::get_if<std::int64_t>(&cells[4])) stamp.rows = *rows;
  stamp.backup = text_of(cells[5]);
  stamp.by = text_of(cells[6]);
  stamp.how = text_of(cells[7]);
  if (const auto* text = std::get_if<std::string>(&cells[8])) stamp.file.text = *text;
  return stamp;
}

}  // namespace d1mcp::migration
