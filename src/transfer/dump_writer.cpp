#include "transfer/dump_writer.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "transfer/export_plan.hpp"
#include "transfer/insert_writer.hpp"
#include "transfer/long_values.hpp"
#include "transfer/output.hpp"
#include "transfer/row_meter.hpp"
#include "transfer/sql_literal.hpp"

namespace d1mcp::transfer {
namespace {

// A name inside a line comment must not end the line.
std::string for_comment(std::string_view name) {
  std::string quoted = sql::quote_identifier(name);
  std::ranges::replace_if(
      quoted, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return quoted;
}

std::string oversized_note(const std::string& table, std::uint64_t rows) {
  return counted(rows, "row") + " of table " + sql::quote_identifier(table) +
         (rows == 1 ? " is" : " are") + " larger than the 2,000,000 bytes D1 accepts in production";
}

/// Writes the sections of one dump.
class DumpWriter {
 public:
  DumpWriter(sql::Connection& database, ExportPlan plan, ByteSink& destination, const Work& work)
      : database_(database),
        plan_(std::move(plan)),
        work_(work),
        output_(destination),
        meter_(work, plan_.total_rows()) {}

  Result<ExportSummary> write(const ExportSelection& selection);

 private:
  Status write_statements(const std::vector<std::string>& statements);
  Status write_data();
  Status write_rows(const RowPlan& plan, LongValues& long_values);
  Status write_counters();
  Status write_for_each(const std::vector<std::string>& tables,
                        std::string (*statement)(const std::string& quoted_name));

  sql::Connection& database_;
  ExportPlan plan_;
  const Work& work_;
  Output output_;
  RowMeter meter_;
  ExportSummary summary_;
};

Result<ExportSummary> DumpWriter::write(const ExportSelection& selection) {
  TRY(output_.append("PRAGMA defer_foreign_keys=TRUE;\n"));
  if (selection.schema) {
    TRY(write_statements(plan_.tables));
    TRY(write_statements(plan_.virtual_tables));
  }
  if (selection.data) TRY(write_data());
  if (selection.schema) TRY(write_statements(plan_.indexes));
  if (selection.data) {
    TRY(write_for_each(plan_.analyzed_tables, [](const auto& name) { return "ANALYZE " + name; }));
  }
  if (selection.schema) TRY(write_statements(plan_.views));
  if (selection.data) {
    TRY(write_for_each(plan_.rebuilt_indexes, [](const auto& name) {
      return "INSERT INTO " + name + "(" + name + ") VALUES('rebuild')";
    }));
  }
  if (selection.schema) TRY(write_statements(plan_.triggers));
  TRY(output_.finish());
  summary_.rows = meter_.done();
  summary_.bytes = output_.bytes();
  summary_.missing_parents = std::move(plan_.missing_parents);
  summary_.notes.insert(summary_.notes.begin(), plan_.notes.begin(), plan_.notes.end());
  return std::move(summary_);
}

Status DumpWriter::write_statements(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) TRY(output_.append(statement + ";\n"));
  return {};
}

Status DumpWriter::write_for_each(const std::vector<std::string>& tables,
                                  std::string (*statement)(const std::string& quoted_name)) {
  for (const std::string& table : tables) {
    TRY(output_.append(statement(sql::quote_identifier(table)) + ";\n"));
  }
  return {};
}

Status DumpWriter::write_data() {
  LongValues long_values(output_, plan_.helper_table);
  for (const RowPlan& plan : plan_.rows) TRY(write_rows(plan, long_values));
  TRY(long_values.drop());
  return write_counters();
}

Status DumpWriter::write_rows(const RowPlan& plan, LongValues& long_values) {
  TRY(meter_.begin("exporting " + plan.table));
  if (plan.rows > 0) {
    TRY(output_.append("-- " + for_comment(plan.table) + ": " + counted(plan.rows, "row") + "\n"));
  }
  InsertWriter writer(plan, output_, long_values, meter_);
  TRY(database_.query(plan.select_sql, {}, writer, work_));
  TRY(writer.finish());
  if (writer.oversized_rows() > 0) {
    summary_.notes.push_back(oversized_note(plan.table, writer.oversized_rows()));
  }
  summary_.tables.push_back({.table = plan.table, .rows = writer.rows()});
  return {};
}

// Counters are set one by one: a dump of some tables leaves the counters of others alone.
Status DumpWriter::write_counters() {
  if (plan_.counted_tables.empty()) return {};
  TRY_ASSIGN(const sql::Table counters,
             sql::query_table(
                 database_, "SELECT name, seq FROM sqlite_sequence ORDER BY rowid", {}, work_));
  for (const std::string& table : plan_.counted_tables) {
    const std::string name = sql::quote_text(table);
    TRY(output_.append("DELETE FROM sqlite_sequence WHERE name=" + name + ";\n"));
    for (const auto& row : counters.rows) {
      if (row[0] != sql::Value(table)) continue;
      std::string& text = output_.text();
      text += "INSERT INTO sqlite_sequence(name,seq) VALUES(" + name + ",";
      append_literal(text, sql::view_of(row[1]));
      TRY(output_.append(");\n"));
    }
  }
  return {};
}

}  // namespace

Result<ExportSummary> write_dump(sql::Connection& database,
                                 const ExportSelection& selection,
                                 ByteSink& destination,
                                 const Work& work) {
  if (!selection.schema && !selection.data) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "neither schema nor data is to be exported",
                 .hint = "ask for at least one of them",
                 .place = {}};
  }
  ExportSummary summary;
  const auto read_all = [&]() -> Status {
    TRY_ASSIGN(ExportPlan plan, plan_export(database, selection, work));
    TRY_ASSIGN(summary, DumpWriter(database, std::move(plan), destination, work).write(selection));
    return {};
  };
  TRY(database.read_consistently(read_all, sql::ValueSize::unbounded, work));
  return summary;
}

}  // namespace d1mcp::transfer
