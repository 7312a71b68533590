#include "transfer/column_type.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "core/json_text.hpp"
#include "core/text.hpp"
#include "transfer/column_check.hpp"
#include "transfer/row_plan.hpp"
#include "transfer/row_reader.hpp"

namespace d1mcp::transfer {
namespace {

bool is_any(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  if (column.declared_type.empty() || equal_names(column.declared_type, "ANY")) return true;
  // Of an expression without a type, SQLite says BLOB.
  return table.summary.kind == sql::TableKind::view && declares_blob(column.declared_type);
}

// Types by this affinity are also called DATETIME or JSON, and then meant for text.
bool is_meant_for_numbers(std::string_view declared_type) {
  const std::string type = ascii_lower(declared_type);
  return type.find("num") != std::string::npos || type.find("dec") != std::string::npos ||
         type.find("bool") != std::string::npos;
}

void add_declared_type(ColumnType& type, std::string_view declared_type) {
  switch (affinity_of(declared_type)) {
    case Affinity::integer:
    case Affinity::real: type.numbers = true; return;
    case Affinity::text: type.texts = true; return;
    case Affinity::blob: type.blobs = true; return;
    case Affinity::numeric:
      type.numbers = true;
      type.texts = !is_meant_for_numbers(declared_type);
      return;
  }
}

bool is_rowid(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  return column.primary_key_position != 0 && has_rowid_column(table);
}

bool may_be_null(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  if (column.not_null || is_rowid(table, column)) return false;
  const bool has_strong_keys = table.summary.strict || table.summary.without_rowid;
  return column.primary_key_position == 0 || !has_strong_keys;
}

std::string quoted(std::string_view text) {
  std::string literal;
  append_json_string(literal, to_valid_utf8(text));
  return literal;
}

std::optional<std::string> literal_of(std::int64_t number) {
  constexpr std::int64_t kLargestSafeInteger = 9'007'199'254'740'991;
  if (number > kLargestSafeInteger || number < -kLargestSafeInteger) return std::nullopt;
  return std::to_string(number);
}

std::optional<std::string> literal_of(double number) {
  return std::isfinite(number) ? std::optional(real_to_text(number)) : std::nullopt;
}

bool looks_like_a_number(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// How a constant looks once it is in a column of that affinity, which may convert it.
std::optional<std::string> literal_of(const sql::Value& value, Affinity affinity) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    const bool stays =
        affinity == Affinity::text || affinity == Affinity::blob || !looks_like_a_number(*text);
    return stays ? std::optional(quoted(*text)) : std::nullopt;
  }
  if (affinity == Affinity::text) return std::nullopt;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return literal_of(*integer);
  const auto* real = std::get_if<double>(&value);
  return real == nullptr ? std::nullopt : literal_of(*real);
}

// Another collation than BINARY lets other texts in, too.
std::vector<std::string> literals_of(const std::vector<sql::Value>& values,
                                     const sql::ColumnInfo& column) {
  std::vector<std::string> literals;
  for (const sql::Value& value : values) {
    const bool is_text = std::holds_alternative<std::string>(value);
    const auto literal = literal_of(value, affinity_of(column.declared_type));
    if (!literal || (is_text && !column.collation.empty())) return {};
    if (std::ranges::find(literals, *literal) == literals.end()) literals.push_back(*literal);
  }
  return literals;
}

void add_checks(ColumnType& type, const sql::TableInfo& table, const sql::ColumnInfo& column) {
  for (const sql::Check& check : table.checks) {
    type.is_json = type.is_json || demands_json(check.expression, column.name);
    const auto values = allowed_values(check.expression, column.name);
    if (values && type.values.empty()) type.values = literals_of(*values, column);
  }
}

}  // namespace

ColumnType type_of(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  ColumnType type;
  type.nulls = may_be_null(table, column);
  if (is_any(table, column)) {
    type.numbers = type.texts = type.blobs = true;
  } else {
    add_declared_type(type, column.declared_type);
  }
  add_checks(type, table, column);
  return type;
}

bool is_optional(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  const bool has_default = column.default_sql && !equal_names(*column.default_sql, "NULL");
  return has_default || may_be_null(table, column) || is_rowid(table, column);
}

}  // namespace d1mcp::transfer
