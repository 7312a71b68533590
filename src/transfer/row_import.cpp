#include "transfer/row_import.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_reader.hpp"
#include "transfer/csv_reader.hpp"
#include "transfer/json_lines_reader.hpp"
#include "transfer/row_reader.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::uint64_t kRowsPerReport = 256;

std::string_view verb_of(OnConflict on_conflict) {
  switch (on_conflict) {
    case OnConflict::fail: return "INSERT INTO ";
    case OnConflict::ignore: return "INSERT OR IGNORE INTO ";
    case OnConflict::replace: return "INSERT OR REPLACE INTO ";
  }
  return {};
}

std::vector<TargetColumns::Column> columns_of(const sql::TableInfo& table) {
  std::vector<TargetColumns::Column> columns;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.hidden) continue;
    columns.push_back({.name = column.name,
                       .affinity = affinity_of(column.declared_type),
                       .holds_blobs = declares_blob(column.declared_type),
                       .is_generated = column.generated != sql::Generated::no});
  }
  return columns;
}

/// Makes the INSERT of each row. Rows of the same columns have the same text.
class RowInserts {
 public:
  RowInserts(std::string head, RowReader& rows) : head_(std::move(head)), rows_(rows) {}

  Result<std::optional<sql::Statement>> next() {
    TRY_ASSIGN(const bool has_row, rows_.next(row_));
    if (!has_row) return std::optional<sql::Statement>();
    if (text_.empty() || row_.columns != columns_) describe_row();
    sql::Statement statement{.text = text_,
                             .start = {.offset = 0, .line = row_.line, .column = 0},
                             .number = 0,
                             .values = std::move(row_.values)};
    return std::optional(std::move(statement));
  }

 private:
  void describe_row() {
    columns_ = row_.columns;
    std::vector<std::string> names;
    for (const auto* column : columns_) names.push_back(sql::quote_identifier(column->name));
    const std::vector<std::string> marks(names.size(), "?");
    text_ = names.empty() ? head_ + " DEFAULT VALUES"
                          : head_ + "(" + join(names, ",") + ") VALUES(" + join(marks, ",") + ")";
  }

  std::string head_;
  RowReader& rows_;
  ReadRow row_;
  std::vector<const TargetColumns::Column*> columns_;  ///< Of `text_`.
  std::string text_;
};

// What comes before the rows is the statement that puts off foreign keys until the end.
sql::StatementSource statements_of(RowInserts& inserts,
                                   const InputText& file,
                                   const std::string& table,
                                   const Work& work) {
  return [&,
          what = "importing into " + table,
          given = std::uint64_t{0}]() mutable -> Result<std::optional<sql::Statement>> {
    if (given++ == 0) {
      return std::optional(
          sql::Statement{.text = "PRAGMA defer_foreign_keys=ON", .start = {}, .number = 0});
    }
    if (given % kRowsPerReport == 2) {
      const std::uint64_t done = file.consumed ? file.consumed() : given - 2;
      work.report({.what = what, .done = done, .total = file.bytes});
    }
    return inserts.next();
  };
}

}  // namespace

std::unique_ptr<RowReader> open_rows(sql::ChunkSource chunks,
                                     RowFileFormat format,
                                     TargetColumns& columns) {
  if (format == RowFileFormat::csv) return std::make_unique<CsvReader>(std::move(chunks), columns);
  return std::make_unique<JsonLinesReader>(std::move(chunks), columns);
}

Result<ImportSummary> import_rows(const InputText& file,
                                  const RowTarget& target,
                                  sql::Connection& database,
                                  const ImportTerms& terms,
                                  const Work& work) {
  TRY_ASSIGN(const sql::TableInfo table, sql::describe_table(database, target.table, work));
  TableColumns columns(table.summary.name, columns_of(table));
  const auto rows = open_rows(file.chunks, target.format, columns);
  const std::string& name = table.summary.name;
  RowInserts inserts(std::string(verb_of(target.on_conflict)) + sql::quote_identifier(name), *rows);
  sql::Batch batch;
  batch.statements = statements_of(inserts, file, name, work);
  batch.approve = terms.approve;
  batch.tells_gone = static_cast<bool>(terms.approve);
  batch.origin = file.name;
  TRY_ASSIGN(sql::BatchOutcome outcome, database.run_atomically(batch, work));
  const std::uint64_t statements = outcome.statements - 1;
  ImportSummary summary = summary_of(std::move(outcome));
  summary.statements = statements;
  const bool has_generated = std::ranges::any_of(
      table.columns, [](const auto& column) { return column.generated != sql::Generated::no; });
  if (has_generated) {
    summary.notes.emplace_back("generated columns were left out: the database computes them");
  }
  return summary;
}

}  // namespace d1mcp::transfer
