// Tool `import_db`: a dump or a file of rows into a database. Contract: schemas/import_db.json

#include "import_db.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "arguments.hpp"
#include "changes.hpp"
#include "core/files.hpp"
#include "loss_approval.hpp"
#include "schemas.hpp"
#include "tools.hpp"
#include "transfer/dump_detection.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/input_text.hpp"
#include "transfer/row_import.hpp"
#include "workspace/new_database.hpp"
#include "workspace/protected_files.hpp"

namespace d1mcp::tools {
namespace {

// Enough to tell what a text is, behind comments too.
constexpr std::size_t kBytesLookedAt = 16'384;

struct Args {
  std::string database;
  std::string input;
  std::string format;  ///< Empty: what the text looks like.
  std::string output;
  Existing existing = Existing::refuse;
  transfer::RowTarget rows;
  bool dry_run = false;
};

struct Out {
  std::string database;
  std::string path;
  std::string format;
  bool dry_run = false;
  std::uint64_t bytes = 0;
  transfer::ImportSummary summary;
  std::optional<mcp::Question> question;  ///< Set: nothing was done yet.
};

Error wrong_arguments(std::string message, std::string hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = {}};
}

transfer::OnConflict on_conflict_of(const std::string& name) {
  if (name == "ignore") return transfer::OnConflict::ignore;
  return name == "replace" ? transfer::OnConflict::replace : transfer::OnConflict::fail;
}

Result<Args> decode(const Json& in) {
  Args args{.database = text_argument(in, "database"),
            .input = text_argument(in, "input"),
            .format = text_argument(in, "format"),
            .output = text_argument(in, "output"),
            .existing = flag_argument(in, "overwrite", /*fallback=*/false) ? Existing::replace
                                                                           : Existing::refuse,
            .rows = {.table = text_argument(in, "table"),
                     .format = transfer::RowFileFormat::csv,
                     .on_conflict = on_conflict_of(text_argument(in, "on_conflict"))},
            .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
  if (!args.output.empty() && !args.database.empty()) {
    return wrong_arguments("output makes a new database, and database names one that is there",
                           "give one of them");
  }
  return args;
}

Result<std::string> format_of(const Args& args, transfer::InputText& input) {
  if (!args.format.empty()) return args.format;
  TRY_ASSIGN(const std::string head, transfer::peek(input, kBytesLookedAt));
  // A NUL byte has no place in a dump; importing it says in which line it is.
  if (transfer::looks_like_sql_dump(head.substr(0, head.find('\0')))) return std::string("sql");
  if (head.starts_with("SQLite format 3")) {
    return wrong_arguments(input.name + " is a SQLite database, which needs no import",
                           "open it as it is, or export it as sql first");
  }
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && head[first] == '{') return std::string("jsonl");
  if (!args.rows.table.empty()) return std::string("csv");
  return wrong_arguments(input.name + " does not begin as a SQL dump does",
                         "give format; csv and jsonl need a table too");
}

Status check_fits(const Args& args, const std::string& format) {
  if (format == "sql") {
    if (args.rows.table.empty() && args.rows.on_conflict == transfer::OnConflict::fail) return {};
    return wrong_arguments("a SQL dump says itself which tables its rows go into, and how",
                           "leave out table and on_conflict");
  }
  if (args.rows.table.empty()) {
    return wrong_arguments(format + " holds rows of one table", "give table, its name");
  }
  if (args.output.empty() || args.rows.on_conflict == transfer::OnConflict::fail) return {};
  return wrong_arguments("a new table has no key that rows could be in each other's way by",
                         "leave out on_conflict");
}

Result<Out> make_new(const Services& services,
                     const Args& args,
                     const transfer::InputText& input,
                     const Work& work) {
  Out out;
  TRY_ASSIGN(const std::filesystem::path path, services.outputs.resolve(args.output));
  TRY(workspace::check_spares_databases(path, services.catalog));
  out.path = path.string();
  const workspace::Loader load = args.format == "sql"
                                     ? workspace::load_dump(input, work)
                                     : workspace::load_rows(input, args.rows, work);
  if (args.dry_run) {
    TRY_ASSIGN(out.summary, workspace::try_loading(load));
    return out;
  }
  TRY_ASSIGN(auto made, workspace::make_database({.path = path, .existing = args.existing}, load));
  out.summary = std::move(made.summary);
  out.bytes = made.bytes;
  return out;
}

Result<transfer::ImportSummary> import_into(sql::Connection& database,
                                            const Args& args,
                                            const transfer::InputText& input,
                                            const transfer::ImportTerms& terms,
                                            const Work& work) {
  return args.format == "sql" ? transfer::import_dump(input, database, terms, work)
                              : transfer::import_rows(input, args.rows, database, terms, work);
}

// On a private copy, so that nobody waits for it.
Result<Out> rehearse(workspace::Entry& entry,
                     const Args& args,
                     const transfer::InputText& input,
                     const Work& work) {
  Out out;
  TRY_ASSIGN(const auto copy, entry.rehearse(work));
  const transfer::ImportTerms terms{.is_d1 = entry.description().dialect != d1::Dialect::sqlite,
                                    .approve = [](const sql::BatchOutcome&) { return Status(); }};
  TRY_ASSIGN(out.summary, import_into(*copy, args, input, terms, work));
  std::ranges::move(losses_of(out.summary.outcome), std::back_inserter(out.summary.notes));
  return out;
}

Result<Out> change(const Services& services,
                   workspace::Entry& entry,
                   const Args& args,
                   const transfer::InputText& input,
                   const mcp::CallContext& context) {
  Out out;
  transfer::ImportTerms terms{.is_d1 = entry.description().dialect != d1::Dialect::sqlite,
                              .approve = {}};
  if (services.losses == Losses::need_approval) {
    terms.approve = approval_of_batch(services, entry.name(), context, out.question);
  }
  TRY_ASSIGN(const auto writer, entry.writer(sqlite::Creation::may_create));
  auto summary = import_into(*writer, args, input, terms, context.work);
  if (out.question) return out;
  if (!summary) return std::move(summary).error();
  out.summary = *std::move(summary);
  return out;
}

// A database that was to be created and is not leaves an empty file, which is none.
void remove_if_empty(const std::filesystem::path& file) {
  std::error_code failure;
  if (std::filesystem::file_size(file, failure) == 0 && !failure) {
    std::filesystem::remove(file, failure);
  }
}

Result<Out> change_or_create(const Services& services,
                             workspace::Entry& entry,
                             const Args& args,
                             const transfer::InputText& input,
                             const mcp::CallContext& context) {
  const bool existed = entry.exists();
  auto out = change(services, entry, args, input, context);
  const bool is_done = out && !out->question;
  if (!existed && !is_done) remove_if_empty(entry.description().file);
  return out;
}

Result<Out> import(const Services& services,
                   Args args,
                   transfer::InputText input,
                   const mcp::CallContext& context) {
  TRY_ASSIGN(args.format, format_of(args, input));
  TRY(check_fits(args, args.format));
  if (args.format == "jsonl") args.rows.format = transfer::RowFileFormat::json_lines;
  Out out;
  if (!args.output.empty()) {
    TRY_ASSIGN(out, make_new(services, args, input, context.work));
  } else {
    TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
    TRY_ASSIGN(out,
               args.dry_run ? rehearse(*entry, args, input, context.work)
                            : change_or_create(services, *entry, args, input, context));
    out.database = entry->name();
  }
  out.format = args.format;
  out.dry_run = args.dry_run;
  return out;
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(const std::filesystem::path file, services.outputs.resolve_input(args.input));
  TRY_ASSIGN(transfer::InputText input, transfer::text_of_file(file, args.input));
  return import(services, args, std::move(input), context);
}

mcp::ToolResult encode(const Out& out) {
  if (out.question) return {.question = out.question};
  Json result = Json::object();
  put_text(result, "database", out.database);
  put_text(result, "path", out.path);
  result["format"] = out.format;
  result["dry_run"] = out.dry_run;
  result["statements"] = out.summary.statements;
  result["rows"] = out.summary.rows;
  Json tables = Json::array();
  for (const transfer::TableRows& table : out.summary.tables) {
    tables.push_back({{"name", table.table}, {"rows", table.rows}});
  }
  result["tables"] = std::move(tables);
  if (!out.database.empty()) result["changes"] = encode_changes(out.summary.outcome.changes);
  if (out.bytes > 0) result["bytes"] = out.bytes;
  if (!out.summary.notes.empty()) result["notes"] = out.summary.notes;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

Result<mcp::ToolResult> import_from(const Services& services,
                                    const Json& arguments,
                                    transfer::InputText input,
                                    const Work& work) {
  TRY_ASSIGN(Args args, decode(arguments));
  TRY_ASSIGN(transfer::InputText text, transfer::unpacked(std::move(input)));
  TRY_ASSIGN(const Out out, import(services, std::move(args), std::move(text), {.work = work}));
  return encode(out);
}

mcp::Tool import_db(const Services& services) {
  mcp::Tool tool = mcp::make_tool<Args, Out>(
      schemas::import_db,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
  tool.task_use = mcp::task_where_wanted;
  return tool;
}

}  // namespace d1mcp::tools
