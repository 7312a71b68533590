// Tool `execute_sql`: statements that change data or schema. Contract: schemas/execute_sql.json

#include <chrono>

#include "arguments.hpp"
#include "changes.hpp"
#include "page.hpp"
#include "schemas.hpp"
#include "sql/splitter.hpp"
#include "tools.hpp"
#include "values.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string statements;
  sql::Parameters parameters;
  bool dry_run = false;
  std::chrono::milliseconds timeout{0};
};

struct Out {
  std::string database;
  bool dry_run = false;
  sql::BatchOutcome outcome;
  Json results = Json::array();
};

/// Keeps the rows that statements give (RETURNING), one page for each of them.
class Results final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column> columns) override {
    pages_.push_back(std::make_unique<Page>(PageLimits{}));
    return pages_.back()->columns(columns);
  }

  // The statement has to run to its end whatever is kept of its rows.
  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    if (!pages_.back()->complete()) return sql::Flow::more;
    TRY(pages_.back()->row(cells));
    return sql::Flow::more;
  }

  [[nodiscard]] Json json() const {
    Json results = Json::array();
    for (const auto& page : pages_) {
      Json result = {{"columns", page->column_list()}, {"rows", page->rows()}};
      if (!page->complete()) result["complete"] = false;
      results.push_back(std::move(result));
    }
    return results;
  }

 private:
  std::vector<std::unique_ptr<Page>> pages_;
};

Result<Args> decode(const Json& in) {
  Args args{.database = text_argument(in, "database"),
            .statements = text_argument(in, "statements"),
            .parameters = {},
            .dry_run = flag_argument(in, "dry_run", /*fallback=*/false),
            .timeout = std::chrono::milliseconds(number_argument(in, "timeout_ms", 30'000))};
  TRY_ASSIGN(args.parameters, decode_parameters(in));
  return args;
}

Result<std::vector<sql::Statement>> statements_of(const Args& args) {
  TRY_ASSIGN(auto statements, sql::split(args.statements));
  if (statements.empty()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "the text holds no SQL statement",
                 .hint = {},
                 .place = {}};
  }
  if (!args.parameters.positional.empty() && statements.size() > 1) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "positional params go with one statement; these are " +
                            std::to_string(statements.size()),
                 .hint = "use named parameters (:name) and an object for params",
                 .place = {}};
  }
  return statements;
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(const auto statements, statements_of(args));
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const auto writer, entry->writer(sqlite::Creation::must_exist));
  Results results;
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.parameters = args.parameters;
  batch.fate = args.dry_run ? sql::Fate::roll_back : sql::Fate::commit;
  batch.rows = &results;
  TRY_ASSIGN(auto outcome, writer->run_atomically(batch, context.work.limited_to(args.timeout)));
  return Out{.database = entry->name(),
             .dry_run = args.dry_run,
             .outcome = std::move(outcome),
             .results = results.json()};
}

mcp::ToolResult encode(const Out& out) {
  Json result = {
      {"database", out.database},
      {"dry_run", out.dry_run},
      {"statements", out.outcome.statements},
      {"changes", encode_changes(out.outcome.changes)},
      {"last_insert_rowid", encode_value(sql::Cell::of(out.outcome.last_insert_rowid), 0)}};
  if (!out.results.empty()) result["results"] = out.results;
  if (out.dry_run) result["notes"] = Json::array({"dry run: everything was rolled back"});
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool execute_sql(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::execute_sql,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
