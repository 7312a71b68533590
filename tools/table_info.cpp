// Tool `table_info`: everything about one table. Contract: schemas/table_info.json

#include <chrono>

#include "arguments.hpp"
#include "page.hpp"
#include "row_count.hpp"
#include "schemas.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_reader.hpp"
#include "table_json.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::chrono::milliseconds kCountingTime{2000};

struct Args {
  std::string database;
  std::string table;
  std::uint64_t sample_rows = 0;
};

struct Out {
  std::string database;
  sql::TableInfo info;
  std::optional<std::int64_t> rows;
  Json sample;
  std::vector<std::string> notes;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .table = text_argument(in, "table"),
              .sample_rows = number_argument(in, "sample_rows", 0)};
}

// A sample that cannot be read (a view whose body no longer compiles) does not spoil the
// description.
void add_sample(sql::Connection& connection, const Args& args, const Work& work, Out& out) {
  if (args.sample_rows == 0) return;
  Page page({.skip = 0, .rows = args.sample_rows});
  const auto outcome =
      connection.query("SELECT * FROM main." + sql::quote_identifier(out.info.summary.name) +
                           " LIMIT " + std::to_string(args.sample_rows),
                       {},
                       page,
                       work);
  if (!outcome) {
    out.notes.push_back("no sample: " + outcome.error().message);
    return;
  }
  out.sample = {{"columns", page.column_list()}, {"rows", page.rows()}};
  for (const std::string& cut : page.cuts()) out.notes.push_back("sample: " + cut);
}

Status read_table(sql::Connection& connection, const Args& args, const Work& work, Out& out) {
  TRY_ASSIGN(out.info, sql::describe_table(connection, args.table, work));
  out.rows = count_rows(connection, out.info.summary.name, work.limited_to(kCountingTime));
  if (!out.rows) out.notes.emplace_back("the rows could not be counted in time, or not read");
  add_sample(connection, args, work, out);
  return work.check();
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const auto reader, entry->reader(context.work));
  Out out;
  out.database = entry->name();
  const auto read_all = [&] { return read_table(*reader, args, context.work, out); };
  TRY(reader->read_consistently(read_all, sql::ValueSize::bounded, context.work));
  return out;
}

mcp::ToolResult encode(const Out& out) {
  Json result = {{"database", out.database}};
  result.update(encode_table(out.info));
  if (out.rows) result["rows"] = *out.rows;
  if (!out.sample.is_null()) result["sample"] = out.sample;
  if (!out.notes.empty()) result["notes"] = out.notes;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool table_info(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::table_info,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
