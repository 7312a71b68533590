// Tool `run_query`: one reading statement. Contract: schemas/run_query.json

#include <chrono>
#include <optional>

#include "arguments.hpp"
#include "cursor.hpp"
#include "meta.hpp"
#include "page.hpp"
#include "schemas.hpp"
#include "tools.hpp"
#include "values.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string sql;
  sql::Parameters parameters;
  std::string cursor;
  PageLimits limits;
  std::chrono::milliseconds timeout{0};
  bool explain = false;
  std::string subject;  ///< What a cursor is good for: the statement and its parameters.
};

struct Out {
  std::string database;
  Json columns;
  Json rows;
  bool complete = true;
  std::string next_cursor;
  std::vector<std::string> cuts;
  double duration_ms = 0;
  std::optional<sql::RowCounts> row_counts;
};

// A line of its own, so that the lines of the user's statement can be told by subtracting one.
constexpr const char* kExplain = "EXPLAIN QUERY PLAN\n";

Result<Args> decode(const Json& in) {
  Args args;
  args.database = text_argument(in, "database");
  args.sql = text_argument(in, "sql");
  args.explain = flag_argument(in, "explain", /*fallback=*/false);
  args.cursor = text_argument(in, "cursor");
  args.limits.rows = number_argument(in, "limit", args.limits.rows);
  args.limits.bytes = number_argument(in, "max_bytes", args.limits.bytes);
  args.timeout = std::chrono::milliseconds(number_argument(in, "timeout_ms", 30'000));
  TRY_ASSIGN(args.parameters, decode_parameters(in));
  args.subject = args.sql + '\n' + (in.contains("params") ? in.at("params").dump() : "") +
                 (args.explain ? "?" : "");
  return args;
}

Error without_explain_line(Error error) {
  if (error.place && error.place->line > 1) --error.place->line;
  return error;
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  const Stopwatch watch;
  const Work work = context.work.limited_to(args.timeout);
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  const std::string subject = entry->name() + '\n' + args.subject;
  PageLimits limits = args.limits;
  TRY_ASSIGN(limits.skip, read_cursor(args.cursor, subject));
  TRY_ASSIGN(const auto reader, entry->reader(work));
  Page page(limits);
  auto outcome = reader->query((args.explain ? kExplain : "") + args.sql,
                               as_bound(args.parameters, entry->description().dialect),
                               page,
                               work);
  if (!outcome) {
    return args.explain ? without_explain_line(std::move(outcome).error())
                        : std::move(outcome).error();
  }
  Out out{.database = entry->name(),
          .columns = page.column_list(),
          .rows = page.rows(),
          .complete = page.complete(),
          .next_cursor = {},
          .cuts = page.cuts(),
          .duration_ms = 0,
          .row_counts = outcome->row_counts};
  if (!out.complete) out.next_cursor = make_cursor(limits.skip + page.row_count(), subject);
  out.duration_ms = watch.elapsed();
  return out;
}

mcp::ToolResult encode(const Out& out) {
  Json result = {{"database", out.database},
                 {"columns", out.columns},
                 {"rows", out.rows},
                 {"row_count", out.rows.size()},
                 {"complete", out.complete}};
  put_text(result, "next_cursor", out.next_cursor);
  if (!out.cuts.empty()) result["cut"] = out.cuts;
  result["duration_ms"] = out.duration_ms;
  if (out.row_counts) result["meta"] = encode_row_counts(out.row_counts);
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool run_query(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::run_query,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
