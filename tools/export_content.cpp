#include "export_content.hpp"

#include <utility>

#include "core/text.hpp"
#include "transfer/csv_writer.hpp"
#include "transfer/dump_writer.hpp"
#include "transfer/json_lines_writer.hpp"
#include "transfer/types_writer.hpp"

namespace d1mcp::tools {
namespace {

Result<ExportContent> write_dump(sql::Connection& database,
                                 const ExportRequest& request,
                                 transfer::ByteSink& sink,
                                 const Work& work) {
  TRY_ASSIGN(auto summary, transfer::write_dump(database, request.selection, sink, work));
  ExportContent content{
      .bytes = summary.bytes, .tables = {}, .notes = std::move(summary.notes), .verified = {}};
  for (auto& table : summary.tables) {
    content.tables.push_back({.name = std::move(table.table), .rows = table.rows, .sha256 = {}});
  }
  if (!summary.missing_parents.empty()) {
    content.notes.push_back("referenced but not exported: " + join(summary.missing_parents, ", "));
  }
  return content;
}

Result<ExportContent> write_rows(sql::Connection& database,
                                 const ExportRequest& request,
                                 transfer::ByteSink& sink,
                                 const Work& work) {
  transfer::RowSource source{.table = {}, .sql = request.sql, .parameters = {}};
  if (request.sql.empty()) source.table = request.selection.tables.front();
  TRY_ASSIGN(auto summary,
             request.format == ExportFormat::csv
                 ? transfer::write_csv(database, source, sink, work)
                 : transfer::write_json_lines(database, source, sink, work));
  return ExportContent{.bytes = summary.bytes,
                       .tables = {{.name = request.sql.empty() ? source.table : "(query)",
                                   .rows = summary.rows,
                                   .sha256 = {}}},
                       .notes = std::move(summary.notes),
                       .verified = {}};
}

Result<ExportContent> write_types(sql::Connection& database,
                                  const ExportRequest& request,
                                  transfer::ByteSink& sink,
                                  const Work& work) {
  TRY_ASSIGN(auto summary, transfer::write_types(database, request.selection.tables, sink, work));
  return ExportContent{
      .bytes = summary.bytes, .tables = {}, .notes = std::move(summary.notes), .verified = {}};
}

}  // namespace

Result<ExportContent> write_content(sql::Connection& database,
                                    const ExportRequest& request,
                                    transfer::ByteSink& sink,
                                    const Work& work) {
  switch (request.format) {
    case ExportFormat::sql: return write_dump(database, request, sink, work);
    case ExportFormat::csv:
    case ExportFormat::jsonl: return write_rows(database, request, sink, work);
    case ExportFormat::types: return write_types(database, request, sink, work);
    case ExportFormat::sqlite: break;
  }
  return Error{.code = ErrorCode::unsupported,
               .message = "a SQLite file is written page by page, not as a stream of bytes",
               .hint = "give output, the name of the file to write",
               .place = {}};
}

}  // namespace d1mcp::tools
