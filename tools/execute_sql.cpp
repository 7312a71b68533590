// Tool `execute_sql`: statements that change data or schema. Contract: schemas/execute_sql.json

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <optional>

#include "arguments.hpp"
#include "changes.hpp"
#include "core/text.hpp"
#include "loss_approval.hpp"
#include "meta.hpp"
#include "page.hpp"
#include "schemas.hpp"
#include "silent_breaks.hpp"
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
  double duration_ms = 0;
  Json results = Json::array();
  std::vector<std::string> notes;
  std::optional<mcp::Question> question;  ///< Set: nothing was done yet.
};

// All results together hold no more than one of run_query's pages.
constexpr std::size_t kResultsBytes = 50'000;
constexpr std::size_t kSmallestPage = 1'000;
constexpr std::size_t kMostResults = 50;

/// Keeps the rows that statements give (RETURNING, SELECT): one page for each of the first
/// statements that do, as long as there is room.
class Results final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column> columns) override {
    close_page();
    Page heading({});
    TRY(heading.columns(columns));
    const std::size_t taken = bytes_ + heading.column_list().dump().size();
    if (results_.size() == kMostResults || taken + kSmallestPage > kResultsBytes) {
      ++left_out_;
      return {};
    }
    page_ = std::make_unique<Page>(PageLimits{.bytes = kResultsBytes - taken});
    return page_->columns(columns);
  }

  // The statement has to run to its end whatever is kept of its rows.
  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    if (page_ == nullptr || !page_->complete()) return sql::Flow::more;
    TRY(page_->row(cells));
    return sql::Flow::more;
  }

  /// Moves what was kept, and what there is to say about the rest, into `out`.
  void finish(Out& out) {
    close_page();
    if (left_out_ > 0) {
      notes_.push_back("the rows of " + counted(left_out_, "further statement") +
                       " are left out to keep the answer short; the statements ran");
    }
    out.results = std::move(results_);
    out.notes = std::move(notes_);
  }

 private:
  void close_page() {
    if (page_ == nullptr) return;
    const std::string subject = "result " + std::to_string(results_.size() + 1) + ": ";
    Json result = {{"columns", page_->column_list()}, {"rows", page_->rows()}};
    if (!page_->complete()) {
      result["complete"] = false;
      notes_.push_back(subject + "only the first " + counted(page_->row_count(), "row") +
                       "; the statement ran to its end");
    }
    for (const std::string& cut : page_->cuts()) notes_.push_back(subject + cut);
    bytes_ += result.dump().size();
    results_.push_back(std::move(result));
    page_.reset();
  }

  std::unique_ptr<Page> page_;  ///< Of the statement that runs; none when its rows are left out.
  Json results_ = Json::array();
  std::size_t bytes_ = 0;
  std::size_t left_out_ = 0;
  std::vector<std::string> notes_;
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
  const Stopwatch watch;
  TRY_ASSIGN(const auto statements, statements_of(args));
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const auto writer, entry->writer(sqlite::Creation::must_exist));
  TRY_ASSIGN(auto breaks, silent_breaks(*entry, {args.statements, statements}, context.work));
  Out out;
  Results results;
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.parameters = as_bound(args.parameters, entry->description().dialect);
  batch.fate = args.dry_run ? sql::Fate::roll_back : sql::Fate::commit;
  batch.rows = &results;
  batch.tells_gone = args.dry_run || services.losses == Losses::need_approval;
  batch.approve = approval_of_batch(services, entry->name(), context, out.question);
  auto outcome = writer->run_atomically(batch, context.work.limited_to(args.timeout));
  if (out.question) return out;
  if (!outcome) return std::move(outcome).error();
  out.database = entry->name();
  out.dry_run = args.dry_run;
  out.outcome = *std::move(outcome);
  out.duration_ms = watch.elapsed();
  results.finish(out);
  std::ranges::move(breaks, std::back_inserter(out.notes));
  if (out.dry_run) {
    out.notes.emplace_back("dry run: everything was rolled back");
    std::ranges::move(losses_of(out.outcome), std::back_inserter(out.notes));
  }
  return out;
}

mcp::ToolResult encode(const Out& out) {
  if (out.question) return {.question = out.question};
  Json result = {
      {"database", out.database},
      {"dry_run", out.dry_run},
      {"statements", out.outcome.statements},
      {"changes", encode_changes(out.outcome.changes)},
      {"last_insert_rowid", encode_value(sql::Cell::of(out.outcome.last_insert_rowid), 0)},
      {"duration_ms", out.duration_ms},
      {"meta", encode_row_counts(out.outcome.row_counts)}};
  result["meta"]["changes"] = out.outcome.rows_changed;
  if (!out.results.empty()) result["results"] = out.results;
  if (!out.notes.empty()) result["notes"] = out.notes;
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
