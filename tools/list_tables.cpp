// Tool `list_tables`: what there is to query. Contract: schemas/list_tables.json

#include <algorithm>
#include <chrono>

#include "arguments.hpp"
#include "core/text.hpp"
#include "cursor.hpp"
#include "name_pattern.hpp"
#include "row_count.hpp"
#include "schemas.hpp"
#include "sql/schema_reader.hpp"
#include "table_kind.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

// About 5,000 tokens: what an assistant can afford to learn the names of a large schema.
constexpr std::size_t kPageBytes = 20'000;
constexpr std::chrono::milliseconds kCountingTime{2000};

struct Args {
  std::string database;
  std::string pattern;
  std::string detail;
  std::string cursor;
};

struct Out {
  std::string database;
  Json tables = Json::array();
  std::size_t total = 0;
  std::size_t left_out = 0;
  std::string next_cursor;
  std::vector<std::string> notes;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .pattern = text_argument(in, "pattern"),
              .detail = text_argument(in, "detail"),
              .cursor = text_argument(in, "cursor")};
}

std::string column_line(const sql::ColumnInfo& column) {
  std::string line = column.name;
  if (!column.declared_type.empty()) line += " " + column.declared_type;
  if (column.primary_key_position > 0) line += " PRIMARY KEY";
  if (column.not_null) line += " NOT NULL";
  return line;
}

/// Builds the entries of one page, as much of each as `detail` asks for.
class Describer {
 public:
  Describer(sql::Connection& connection, const std::string& detail, const Work& work)
      : connection_(connection),
        detail_(detail),
        work_(work),
        counting_(work.limited_to(kCountingTime)) {}

  Result<Json> describe(const sql::TableSummary& table) {
    Json json = {{"name", to_valid_utf8(table.name)}, {"kind", kind_name(table.kind)}};
    if (detail_ == "names") return json;
    add_row_count(table, json);
    json["column_count"] = table.column_count;
    put_text(json, "module", to_valid_utf8(table.module));
    if (table.strict) json["strict"] = true;
    if (table.without_rowid) json["without_rowid"] = true;
    if (detail_ == "columns") TRY(add_columns(table, json));
    return json;
  }

  [[nodiscard]] bool some_not_counted() const { return some_not_counted_; }

 private:
  void add_row_count(const sql::TableSummary& table, Json& json) {
    if (table.kind == sql::TableKind::view) return;
    const auto rows = count_rows(connection_, table.name, counting_);
    if (rows) json["rows"] = *rows;
    some_not_counted_ = some_not_counted_ || !rows;
  }

  Status add_columns(const sql::TableSummary& table, Json& json) {
    TRY_ASSIGN(const auto read, sql::read_columns(connection_, table, work_));
    Json columns = Json::array();
    for (const sql::ColumnInfo& column : read)
      columns.push_back(to_valid_utf8(column_line(column)));
    json["columns"] = std::move(columns);
    return {};
  }

  sql::Connection& connection_;
  const std::string& detail_;
  const Work& work_;
  Work counting_;
  bool some_not_counted_ = false;
};

Status fill_page(const std::vector<sql::TableSummary>& tables,
                 std::size_t start,
                 Describer& describer,
                 Out& out) {
  std::size_t bytes = 0;
  std::size_t next = start;
  for (; next < tables.size(); ++next) {
    TRY_ASSIGN(Json entry, describer.describe(tables[next]));
    bytes += entry.dump().size() + 1;
    if (bytes > kPageBytes && !out.tables.empty()) break;
    out.tables.push_back(std::move(entry));
  }
  out.left_out = tables.size() - next;
  return {};
}

Status read_page(
    sql::Connection& connection, const Args& args, std::size_t start, const Work& work, Out& out) {
  TRY_ASSIGN(auto tables, sql::list_tables(connection, sql::Visibility::user, work));
  std::erase_if(tables, [&](const sql::TableSummary& table) {
    return !fits_pattern(table.name, args.pattern);
  });
  out.total = tables.size();
  Describer describer(connection, args.detail, work);
  TRY(fill_page(tables, std::min(start, tables.size()), describer, out));
  if (describer.some_not_counted()) {
    out.notes.emplace_back("rows are missing where counting took too long; count with run_query");
  }
  return work.check();
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  const std::string subject = entry->name() + '\n' + args.pattern + '\n' + args.detail;
  TRY_ASSIGN(const std::uint64_t start, read_cursor(args.cursor, subject));
  TRY_ASSIGN(const auto reader, entry->reader(context.work));
  Out out;
  out.database = entry->name();
  const auto read_all = [&] { return read_page(*reader, args, start, context.work, out); };
  TRY(reader->read_consistently(read_all, sql::ValueSize::bounded, context.work));
  if (out.left_out > 0) {
    out.next_cursor = make_cursor(start + out.tables.size(), subject);
    out.notes.push_back(
        counted(out.left_out, "more table") +
        " left out to keep the answer short: go on with next_cursor, or narrow with pattern");
  }
  if (entry->description().kind == workspace::Kind::sql_dump) {
    out.notes.insert(
        out.notes.end(), entry->description().notes.begin(), entry->description().notes.end());
  }
  return out;
}

mcp::ToolResult encode(const Out& out) {
  Json result = {{"database", out.database},
                 {"tables", out.tables},
                 {"total", out.total},
                 {"left_out", out.left_out}};
  put_text(result, "next_cursor", out.next_cursor);
  if (!out.notes.empty()) result["notes"] = out.notes;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool list_tables(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::list_tables,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
