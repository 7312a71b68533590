#include "transfer/row_export.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_reader.hpp"
#include "transfer/output.hpp"
#include "transfer/row_meter.hpp"
#include "transfer/unknown_table.hpp"

namespace d1mcp::transfer {
namespace {

/// Passes the rows of a query on to a format.
class FormattingSink final : public sql::RowSink {
 public:
  FormattingSink(RowFormat& format, Output& output, RowMeter& meter)
      : format_(format), output_(output), meter_(meter) {}

  Status columns(std::span<const sql::Column> columns) override {
    format_.header(output_.text(), columns);
    return output_.pass_on();
  }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    TRY(meter_.count());
    format_.row(output_.text(), cells);
    TRY(output_.pass_on());
    return sql::Flow::more;
  }

 private:
  RowFormat& format_;
  Output& output_;
  RowMeter& meter_;
};

Result<std::string> select_table(sql::Connection& database,
                                 const std::string& wanted,
                                 const Work& work) {
  TRY_ASSIGN(const auto tables, sql::list_tables(database, sql::Visibility::user, work));
  const auto found = std::ranges::find_if(
      tables, [&](const auto& table) { return equal_names(table.name, wanted); });
  if (found == tables.end()) return unknown_table(wanted, tables);
  return "SELECT * FROM " + sql::quote_identifier(found->name);
}

Result<std::string> select_of(sql::Connection& database,
                              const RowSource& source,
                              const Work& work) {
  if (source.table.empty() != source.sql.empty()) {
    if (source.table.empty()) return source.sql;
    return select_table(database, source.table, work);
  }
  return Error{.code = ErrorCode::invalid_argument,
               .message = source.table.empty() ? "neither a table nor a query is given"
                                               : "both a table and a query are given",
               .hint = "a file of rows is made from one table, one view or one query",
               .place = {}};
}

}  // namespace

Result<RowExportSummary> export_rows(sql::Connection& database,
                                     const RowSource& source,
                                     RowFormat& format,
                                     ByteSink& destination,
                                     const Work& work) {
  Output output(destination);
  RowMeter meter(work, /*total_rows=*/0);
  const auto read_rows = [&]() -> Status {
    TRY_ASSIGN(const std::string select, select_of(database, source, work));
    TRY(meter.begin("exporting " + (source.table.empty() ? "the query's rows" : source.table)));
    FormattingSink sink(format, output, meter);
    TRY(database.query(select, source.parameters, sink, work));
    return output.finish();
  };
  // What is stored is given whatever its size; what a query makes is not.
  const auto values = source.sql.empty() ? sql::ValueSize::unbounded : sql::ValueSize::bounded;
  TRY(database.read_consistently(read_rows, values, work));
  return RowExportSummary{.rows = meter.done(), .bytes = output.bytes(), .notes = format.notes()};
}

}  // namespace d1mcp::transfer
