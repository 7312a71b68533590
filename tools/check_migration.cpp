// Tool `check_migration`: what is wrong with pending files. Contract: schemas/check_migration.json

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "arguments.hpp"
#include "changes.hpp"
#include "check_request.hpp"
#include "migration/apply.hpp"
#include "migration/overview.hpp"
#include "migration/target.hpp"
#include "migration_run.hpp"
#include "schemas.hpp"
#include "tools.hpp"
#include "workspace/replay.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string target;
  bool strict = false;
};

struct Out {
  std::string database;
  std::string directory;
  bool ok = false;
  std::vector<std::string> files;
  std::vector<lint::Finding> findings;
  MigrationOutcome rehearsal;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .target = text_argument(in, "target"),
              .strict = flag_argument(in, "strict", /*fallback=*/false)};
}

bool is_by_the_file(const Error& error) {
  constexpr std::array kByTheFile = {ErrorCode::invalid_argument,
                                     ErrorCode::permission_denied,
                                     ErrorCode::sql_error,
                                     ErrorCode::constraint,
                                     ErrorCode::limit_exceeded};
  return std::ranges::find(kByTheFile, error.code) != kByTheFile.end();
}

// Which file made the rehearsal fail, and why, is a finding; that there can be none, as with a full
// disk, is an error of the call.
Status rehearse(const Services& services,
                const MigrationRun& run,
                const mcp::CallContext& context,
                lint::Request& request,
                MigrationOutcome& outcome) {
  auto status = run_migrations(services, run, context, outcome);
  if (!status && !is_by_the_file(status.error())) return status;
  for (std::size_t index = 0; index < outcome.done.size(); ++index) {
    request.pending[index].rehearsal.unnamed_losses =
        migration::unnamed_losses(run.files[index], outcome.done[index]);
  }
  if (!status) request.pending[outcome.done.size()].rehearsal.failure = status.error();
  return {};
}

// Files that cannot be cut into statements cannot be rehearsed; the rules say why.
Status rehearse_readable(const Services& services,
                         workspace::Entry& entry,
                         const std::vector<migration::MigrationFile>& pending,
                         const mcp::CallContext& context,
                         lint::Request& request,
                         MigrationOutcome& outcome) {
  auto prepared = migration::prepare_files(pending);
  if (!prepared || prepared->empty()) return {};
  const MigrationRun run{.entry = entry,
                         .files = *std::move(prepared),
                         .run_files = migration::apply_files,
                         .done = "applied",
                         .creation = sqlite::Creation::may_create,
                         .dry_run = true};
  return rehearse(services, run, context, request, outcome);
}

Result<std::vector<lint::Finding>> check(workspace::Entry& entry,
                                         const lint::Request& request,
                                         const Work& work) {
  TRY_ASSIGN(const auto replay, workspace::open_replay(entry));
  if (!entry.exists()) return lint::check(request, *replay, nullptr, work);
  TRY_ASSIGN(const auto reader, entry.reader(work));
  return lint::check(request, *replay, &*reader, work);
}

bool is_ok(const lint::Counts& counts, bool strict) {
  return counts.errors == 0 && (!strict || counts.warnings == 0);
}

// The worst first; what a person allowed stands last.
void sort_for_reading(std::vector<lint::Finding>& findings) {
  std::ranges::stable_sort(findings, {}, [](const lint::Finding& finding) {
    return std::pair(finding.allowed.has_value(), finding.severity);
  });
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  TRY_ASSIGN(const auto pending,
             migration::choose_pending(state.directory, state.history, args.target));
  TRY_ASSIGN(lint::Request request, check_request(*entry, state, pending));
  Out out{.database = entry->name(),
          .directory = state.directory.path.string(),
          .ok = false,
          .files = migration::file_names(pending),
          .findings = {},
          .rehearsal = {}};
  TRY(rehearse_readable(services, *entry, pending, context, request, out.rehearsal));
  TRY_ASSIGN(out.findings, check(*entry, request, context.work));
  sort_for_reading(out.findings);
  out.ok = is_ok(lint::count(out.findings), args.strict);
  return out;
}

Json encode_finding(const lint::Finding& finding) {
  Json json = {{"rule", finding.rule},
               {"severity", lint::to_string(finding.severity)},
               {"message", finding.message}};
  put_text(json, "file", finding.place.file);
  if (finding.place.line > 0) {
    json["line"] = finding.place.line;
    json["column"] = finding.place.column;
  }
  if (finding.place.statement > 0) json["statement"] = finding.place.statement;
  put_text(json, "fix", finding.fix);
  if (finding.allowed) json["allowed"] = *finding.allowed;
  return json;
}

std::string_view verdict_on(const std::string& file, const std::vector<lint::Finding>& findings) {
  std::vector<lint::Finding> own;
  std::ranges::copy_if(findings, std::back_inserter(own), [&](const lint::Finding& finding) {
    return finding.place.file == file;
  });
  const lint::Counts counts = lint::count(own);
  if (counts.errors > 0) return "errors";
  return counts.warnings > 0 ? "warnings" : "clean";
}

Json encode_files(const Out& out) {
  Json list = Json::array();
  for (std::size_t index = 0; index < out.files.size(); ++index) {
    Json file = {{"name", out.files[index]},
                 {"verdict", verdict_on(out.files[index], out.findings)}};
    if (index < out.rehearsal.done.size()) {
      file["changes"] = encode_changes(out.rehearsal.done[index].changes);
    }
    list.push_back(std::move(file));
  }
  return list;
}

mcp::ToolResult encode(const Out& out) {
  const lint::Counts counts = lint::count(out.findings);
  Json findings = Json::array();
  for (const lint::Finding& finding : out.findings) findings.push_back(encode_finding(finding));
  Json result = {{"database", out.database},
                 {"directory", out.directory},
                 {"ok", out.ok},
                 {"counts",
                  {{"errors", counts.errors},
                   {"warnings", counts.warnings},
                   {"infos", counts.infos},
                   {"allowed", counts.allowed}}},
                 {"files", encode_files(out)},
                 {"findings", std::move(findings)}};
  if (!out.rehearsal.warnings.empty()) result["losses"] = out.rehearsal.warnings;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool check_migration(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::check_migration,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
