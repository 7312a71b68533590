// Tool `check_migration`: what is wrong with pending files. Contract: schemas/check_migration.json

#include <algorithm>
#include <iterator>
#include <utility>

#include "arguments.hpp"
#include "changes.hpp"
#include "findings_json.hpp"
#include "migration_plan.hpp"
#include "schemas.hpp"
#include "tools.hpp"

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
  MigrationPlan plan;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .target = text_argument(in, "target"),
              .strict = flag_argument(in, "strict", /*fallback=*/false)};
}

bool is_ok(const lint::Counts& counts, bool strict) {
  return counts.errors == 0 && (!strict || counts.warnings == 0);
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(Planned planned,
             plan_pending(*entry, args.target, Transactions::one_a_file, context.work));
  if (planned.plan.unchecked) return *std::move(planned.plan.unchecked);
  const bool ok = is_ok(lint::count(planned.plan.findings), args.strict);
  return Out{.database = entry->name(),
             .directory = planned.state.directory.path.string(),
             .ok = ok,
             .plan = std::move(planned.plan)};
}

// What is found in a file's verify script is the file's, too.
std::string_view verdict_on(const MigrationPlan& plan, std::size_t index) {
  std::string script;
  if (index < plan.prepared.size() && plan.prepared[index].verify) {
    script = plan.prepared[index].verify->name;
  }
  std::vector<lint::Finding> own;
  std::ranges::copy_if(plan.findings, std::back_inserter(own), [&](const lint::Finding& finding) {
    const std::string& file = finding.place.file;
    return file == plan.files[index].name || (!script.empty() && file == script);
  });
  const lint::Counts counts = lint::count(own);
  if (counts.errors > 0) return "errors";
  return counts.warnings > 0 ? "warnings" : "clean";
}

Json encode_files(const MigrationPlan& plan) {
  Json list = Json::array();
  for (std::size_t index = 0; index < plan.files.size(); ++index) {
    const std::string& name = plan.files[index].name;
    Json file = {{"name", name}, {"verdict", verdict_on(plan, index)}};
    if (index < plan.prepared.size()) file["statements"] = plan.prepared[index].statements.size();
    if (index < plan.trial.done.size()) {
      file["changes"] = encode_changes(plan.trial.done[index].changes);
    }
    list.push_back(std::move(file));
  }
  return list;
}

mcp::ToolResult encode(const Out& out) {
  const MigrationPlan& plan = out.plan;
  const lint::Counts counts = lint::count(plan.findings);
  Json findings = Json::array();
  for (const lint::Finding& finding : plan.findings) findings.push_back(encode_finding(finding));
  Json result = {{"database", out.database},
                 {"directory", out.directory},
                 {"ok", out.ok},
                 {"plan", plan.id},
                 {"counts",
                  {{"errors", counts.errors},
                   {"warnings", counts.warnings},
                   {"infos", counts.infos},
                   {"allowed", counts.allowed}}},
                 {"files", encode_files(plan)},
                 {"findings", std::move(findings)}};
  if (!plan.losses.empty()) result["losses"] = plan.losses;
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
