#include "sql/schema_queries.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "core/text.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::sql {
namespace {

/// Reads a result by the names of its columns, so that what later versions of SQLite add to a
/// PRAGMA does no harm.
class RowReader {
 public:
  RowReader(const Table& table, const std::vector<Value>& row) : table_(table), row_(row) {}

  [[nodiscard]] std::optional<std::string> text(std::string_view column) const {
    const Value* value = find(column);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? std::nullopt : std::optional(*text);
  }

  [[nodiscard]] std::string text_or_empty(std::string_view column) const {
    return text(column).value_or(std::string());
  }

  [[nodiscard]] std::int64_t number(std::string_view column) const {
    const Value* value = find(column);
    const auto* number = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
    return number == nullptr ? 0 : *number;
  }

  [[nodiscard]] bool flag(std::string_view column) const { return number(column) != 0; }

 private:
  [[nodiscard]] const Value* find(std::string_view column) const {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      if (table_.columns[i].name == column) return &row_[i];
    }
    return nullptr;
  }

  const Table& table_;
  const std::vector<Value>& row_;
};

TableKind kind_called(std::string_view type) {
  if (type == "view") return TableKind::view;
  if (type == "virtual") return TableKind::virtual_table;
  return type == "shadow" ? TableKind::shadow : TableKind::table;
}

TableSummary table_from(const RowReader& row) {
  return {.name = row.text_or_empty("name"),
          .kind = kind_called(row.text_or_empty("type")),
          .column_count = static_cast<std::uint32_t>(std::max<std::int64_t>(row.number("ncol"), 0)),
          .strict = row.flag("strict"),
          .without_rowid = row.flag("wr"),
          .module = {}};
}

std::vector<TableSummary> tables_of_main(const Table& list) {
  std::vector<TableSummary> tables;
  for (const auto& cells : list.rows) {
    const RowReader row(list, cells);
    if (row.text_or_empty("schema") == "main") tables.push_back(table_from(row));
  }
  return tables;
}

// The values of `hidden` in PRAGMA table_xinfo (sqlite.org/pragma.html).
constexpr std::int64_t kHidden = 1;
constexpr std::int64_t kVirtual = 2;
constexpr std::int64_t kStored = 3;

ColumnInfo column_from(const RowReader& row) {
  const std::int64_t hidden = row.number("hidden");
  ColumnInfo column{.name = row.text_or_empty("name"),
                    .declared_type = row.text_or_empty("type"),
                    .not_null = row.flag("notnull"),
                    .default_sql = row.text("dflt_value"),
                    .primary_key_position = static_cast<std::uint32_t>(row.number("pk")),
                    .collation = {},
                    .generated = Generated::no,
                    .generated_sql = {},
                    .hidden = hidden == kHidden};
  if (hidden == kVirtual) column.generated = Generated::virtual_column;
  if (hidden == kStored) column.generated = Generated::stored;
  return column;
}

IndexOrigin origin_called(std::string_view letter) {
  if (letter == "pk") return IndexOrigin::primary_key;
  return letter == "u" ? IndexOrigin::unique_constraint : IndexOrigin::create_index;
}

/// Whether asking for the columns failed because of what the table is made from.
bool does_not_compile(const TableSummary& table, const Error& error) {
  const bool is_compiled = table.kind == TableKind::view || table.kind == TableKind::virtual_table;
  return is_compiled &&
         (error.code == ErrorCode::sql_error || error.code == ErrorCode::permission_denied);
}

bool has_prefix(std::string_view name, std::string_view prefix) {
  return equal_names(name.substr(0, prefix.size()), prefix);
}

}  // namespace

Result<std::vector<TableSummary>> SchemaQueries::tables() {
  TRY_ASSIGN(const Table list, ask("PRAGMA table_list", {}));
  return tables_of_main(list);
}

Result<std::optional<TableSummary>> SchemaQueries::table_called(std::string_view name) {
  TRY_ASSIGN(const Table list, pragma("table_list", name));
  std::vector<TableSummary> tables = tables_of_main(list);
  if (tables.empty()) return std::optional<TableSummary>();
  return std::optional(std::move(tables.front()));
}

Result<std::vector<ColumnInfo>> SchemaQueries::columns(const TableSummary& table) {
  const Result<Table> list = pragma("table_xinfo", table.name);
  if (!list && does_not_compile(table, list.error())) return std::vector<ColumnInfo>();
  if (!list) return list.error();
  std::vector<ColumnInfo> columns;
  for (const auto& cells : list->rows) columns.push_back(column_from(RowReader(*list, cells)));
  return columns;
}

Result<std::vector<ForeignKey>> SchemaQueries::foreign_keys(std::string_view table) {
  TRY_ASSIGN(const Table list, pragma("foreign_key_list", table));
  std::vector<ForeignKey> keys;
  for (const auto& cells : list.rows) {
    const RowReader row(list, cells);
    // A key has a row for each of its columns; seq counts them.
    if (row.number("seq") == 0) {
      keys.push_back({.table = std::string(table),
                      .columns = {},
                      .parent = row.text_or_empty("table"),
                      .parent_columns = {},
                      .on_update = row.text_or_empty("on_update"),
                      .on_delete = row.text_or_empty("on_delete")});
    }
    if (keys.empty()) continue;
    keys.back().columns.push_back(row.text_or_empty("from"));
    if (auto to = row.text("to")) keys.back().parent_columns.push_back(*std::move(to));
  }
  // SQLite lists the key declared last first.
  std::ranges::reverse(keys);
  return keys;
}

Result<std::vector<IndexInfo>> SchemaQueries::indexes(std::string_view table) {
  TRY_ASSIGN(const Table list, pragma("index_list", table));
  std::vector<IndexInfo> indexes;
  for (const auto& cells : list.rows) {
    const RowReader row(list, cells);
    IndexInfo index{.name = row.text_or_empty("name"),
                    .unique = row.flag("unique"),
                    .origin = origin_called(row.text_or_empty("origin")),
                    .terms = {},
                    .where_sql = {},
                    .create_sql = {}};
    TRY_ASSIGN(index.terms, index_terms(index.name));
    indexes.push_back(std::move(index));
  }
  // Here too the newest comes first.
  std::ranges::reverse(indexes);
  return indexes;
}

Result<std::vector<IndexTerm>> SchemaQueries::index_terms(std::string_view index) {
  TRY_ASSIGN(const Table list, pragma("index_xinfo", index));
  std::vector<IndexTerm> terms;
  for (const auto& cells : list.rows) {
    const RowReader row(list, cells);
    if (!row.flag("key")) continue;
    std::string collation = row.text_or_empty("coll");
    if (equal_names(collation, "BINARY")) collation.clear();
    terms.push_back({.name = row.text_or_empty("name"),
                     .expression = {},
                     .collation = std::move(collation),
                     .descending = row.flag("desc")});
  }
  return terms;
}

Result<std::vector<SchemaQueries::Object>> SchemaQueries::objects_of(std::string_view table) {
  return objects("tbl_name = ?1 COLLATE NOCASE", {std::string(table)});
}

Result<std::vector<SchemaQueries::Object>> SchemaQueries::accessories_called(
    std::string_view name) {
  return objects("type IN ('index', 'trigger') AND name = ?1 COLLATE NOCASE", {std::string(name)});
}

Result<std::vector<SchemaQueries::Object>> SchemaQueries::tables_with_references() {
  return objects("type = 'table' AND instr(upper(sql), 'REFERENCES')", {});
}

Result<std::vector<SchemaQueries::Object>> SchemaQueries::virtual_tables() {
  return objects("type = 'table' AND rootpage = 0", {});
}

/// A single question is too short for SQLite to notice that the work must end; thousands are not.
Result<Table> SchemaQueries::ask(std::string_view sql, std::vector<Value> parameters) {
  TRY(work_.check());
  return query_table(connection_, sql, {.positional = std::move(parameters), .named = {}}, work_);
}

Result<Table> SchemaQueries::pragma(std::string_view name, std::string_view argument) {
  return ask("PRAGMA main." + std::string(name) + "(" + quote_identifier(argument) + ")", {});
}

Result<std::vector<SchemaQueries::Object>> SchemaQueries::objects(std::string_view where,
                                                                  std::vector<Value> parameters) {
  const std::string sql =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE " + std::string(where);
  TRY_ASSIGN(const Table list, ask(sql, std::move(parameters)));
  std::vector<Object> objects;
  for (const auto& cells : list.rows) {
    const RowReader row(list, cells);
    objects.push_back({.type = row.text_or_empty("type"),
                       .name = row.text_or_empty("name"),
                       .table = row.text_or_empty("tbl_name"),
                       .sql = row.text_or_empty("sql")});
  }
  return objects;
}

std::uint32_t visible_columns(const std::vector<ColumnInfo>& columns) {
  return static_cast<std::uint32_t>(std::ranges::count(columns, false, &ColumnInfo::hidden));
}

bool is_for_users(const TableSummary& table) {
  return table.kind != TableKind::shadow && !has_prefix(table.name, "sqlite_") &&
         !has_prefix(table.name, "_cf_");
}

}  // namespace d1mcp::sql
