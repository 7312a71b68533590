// Tool `apply_migration`: run what is pending. Contract: schemas/apply_migration.json

#include <algorithm>
#include <iterator>
#include <optional>

#include "arguments.hpp"
#include "changes.hpp"
#include "core/text.hpp"
#include "loss_approval.hpp"
#include "migration/apply.hpp"
#include "migration/backup.hpp"
#include "migration/overview.hpp"
#include "migration_state.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string target;
  bool dry_run = false;
};

struct Out {
  std::string database;
  bool dry_run = false;
  std::vector<migration::AppliedFile> applied;
  std::size_t still_pending = 0;
  std::optional<migration::Backup> backup;
  std::vector<std::string> warnings;
  std::optional<mcp::Question> question;  ///< Set: nothing was done yet.
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .target = text_argument(in, "target"),
              .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
}

// An empty database has nothing to lose.
Result<bool> holds_anything(sql::Connection& connection, const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(connection, "SELECT 1 FROM sqlite_schema LIMIT 1", {}, work));
  return !found.rows.empty();
}

std::vector<std::string> losses_of(const migration::PreparedFile& file,
                                   const migration::AppliedFile& outcome) {
  std::vector<std::string> sentences = migration::unnamed_losses(file, outcome);
  for (const std::string& loss : losses(outcome.gone, outcome.changes, Rows::deleted)) {
    sentences.push_back(file.file.name + " " + loss);
  }
  return sentences;
}

Status back_up(workspace::Entry& entry, const Work& work, Out& out) {
  if (!entry.exists()) return {};
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(const bool worth_it, holds_anything(*reader, work));
  if (!worth_it) return {};
  auto backup = migration::make_backup(*reader, entry.description().backups, entry.name(), work);
  if (!backup)
    return std::move(backup).error().while_doing("no backup could be made, so nothing was applied");
  out.backup = std::move(backup).value();
  return {};
}

// What was done before the failure is part of the answer: those files stay applied.
Error with_progress(Error error, const Out& out) {
  if (out.applied.empty()) return error;
  std::string done;
  for (const auto& file : out.applied) done += (done.empty() ? "" : ", ") + file.name;
  error.hint +=
      (error.hint.empty() ? "" : "; ") + std::string("applied before it and kept: ") + done;
  return error;
}

Status apply(workspace::Entry& entry,
             const std::vector<migration::PreparedFile>& files,
             const Work& work,
             Out& out) {
  const std::string& table = entry.description().migrations.table;
  Status status;
  if (out.dry_run) {
    TRY_ASSIGN(const auto copy, entry.rehearse(work));
    status = migration::apply_files(*copy, table, files, work, out.applied);
  } else {
    TRY(back_up(entry, work, out));
    TRY_ASSIGN(const auto writer, entry.writer(sqlite::Creation::may_create));
    status = migration::apply_files(*writer, table, files, work, out.applied);
  }
  if (!status) return with_progress(std::move(status).error(), out);
  return {};
}

void warn_of_losses(const std::vector<migration::PreparedFile>& files, Out& out) {
  for (std::size_t index = 0; index < out.applied.size(); ++index) {
    if (out.applied[index].by_another_runner) {
      out.warnings.push_back(out.applied[index].name + " was applied by another runner meanwhile");
    }
    std::ranges::move(losses_of(files[index], out.applied[index]),
                      std::back_inserter(out.warnings));
  }
}

// What the files would lose is seen on a private copy, before the database itself is touched.
Status ask_about_losses(const Services& services,
                        workspace::Entry& entry,
                        const std::vector<migration::PreparedFile>& files,
                        const mcp::CallContext& context,
                        Out& out) {
  if (services.losses == Losses::allowed || !entry.exists()) return {};
  TRY_ASSIGN(const auto copy, entry.rehearse(context.work));
  std::vector<migration::AppliedFile> tried;
  if (auto status = migration::apply_files(
          *copy, entry.description().migrations.table, files, context.work, tried);
      !status) {
    return std::move(status).error().while_doing(
        "the files do not run on a copy of the database, so nothing was applied");
  }
  LossCase loss{.database = entry.name(), .losses = {}};
  for (std::size_t index = 0; index < tried.size(); ++index) {
    std::ranges::move(losses_of(files[index], tried[index]), std::back_inserter(loss.losses));
  }
  TRY_ASSIGN(out.question, approve(services, loss, context));
  return {};
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  TRY_ASSIGN(const auto pending,
             migration::choose_pending(state.directory, state.history, args.target));
  TRY_ASSIGN(const auto files, migration::prepare_files(pending));
  const migration::Overview before = migration::compare(state.directory, state.history);
  Out out{.database = entry->name(),
          .dry_run = args.dry_run,
          .applied = {},
          .still_pending = before.pending - files.size(),
          .backup = std::nullopt,
          .warnings = before.warnings,
          .question = std::nullopt};
  if (files.empty()) return out;
  if (!args.dry_run) TRY(ask_about_losses(services, *entry, files, context, out));
  if (out.question) return out;
  TRY(apply(*entry, files, context.work, out));
  warn_of_losses(files, out);
  return out;
}

Json encode_file(const migration::AppliedFile& file) {
  return {{"name", file.name},
          {"statements", file.statements},
          {"changes", encode_changes(file.changes)},
          {"duration_ms", file.duration_ms}};
}

mcp::ToolResult encode(const Out& out) {
  if (out.question) return {.question = out.question};
  Json applied = Json::array();
  for (const migration::AppliedFile& file : out.applied) applied.push_back(encode_file(file));
  Json result = {{"database", out.database},
                 {"dry_run", out.dry_run},
                 {"applied", std::move(applied)},
                 {"pending", out.still_pending}};
  if (out.backup)
    result["backup"] = {{"path", out.backup->path.string()}, {"bytes", out.backup->bytes}};
  if (!out.warnings.empty()) result["warnings"] = out.warnings;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool apply_migration(const Services& services) {
  mcp::Tool tool = mcp::make_tool<Args, Out>(
      schemas::apply_migration,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
  tool.task_use = [](const Json&, const mcp::Answers&) { return mcp::TaskUse::optional; };
  return tool;
}

}  // namespace d1mcp::tools
