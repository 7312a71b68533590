#include "lint/check.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "lint/allow.hpp"
#include "lint/known_queries.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint {
namespace {

std::vector<Finding> check_folder(const Folder& folder) {
  std::vector<Finding> findings;
  for (const Rule* rule : rules::all()) {
    Reporter report(*rule, /*file=*/"", findings);
    if (rule->check_folder != nullptr) rule->check_folder(folder, report);
  }
  return findings;
}

void check_text_and_schema(const File& file, std::vector<Finding>& findings) {
  for (const Rule* rule : rules::all()) {
    Reporter report(*rule, file.name, findings);
    if (rule->check_file != nullptr) rule->check_file(file, report);
    if (rule->check_step == nullptr) continue;
    for (const Step& step : file.steps) rule->check_step(file, step, report);
  }
}

Status ask_live_data(const File& file, LiveData& data, std::vector<Finding>& findings) {
  for (const Step& step : file.steps) {
    for (const Rule* rule : rules::all()) {
      if (rule->ask == nullptr) continue;
      Reporter report(*rule, file.name, findings);
      TRY(rule->ask(file, step, data, report));
    }
    data.pass(step);
  }
  return {};
}

// A COMMIT that fails belongs to no statement: any error may be its reason.
bool is_explained(const std::vector<Finding>& findings, std::uint32_t statement) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    return finding.severity == Severity::error &&
           (statement == 0 || finding.place.statement == statement);
  });
}

void tell(const Error& failure, Place place, Reporter& report) {
  report.at(failure.place.value_or(std::move(place)),
            {.message = failure.message, .fix = failure.hint});
}

// What no rule explains is told in SQLite's own words.
void add_unexplained_failures(const File& file, std::vector<Finding>& findings) {
  Reporter of_schema(rules::kRuleS09, file.name, findings);
  for (const Step& step : file.steps) {
    const sql::Statement& statement = step.statement;
    if (!step.failure || step.is_unknown || is_explained(findings, statement.number)) continue;
    tell(*step.failure,
         {.file = {},
          .line = statement.start.line,
          .column = statement.start.column,
          .statement = statement.number},
         of_schema);
  }
  const auto& failure = file.rehearsal.failure;
  if (!failure || file.unreadable) return;
  const Place place = failure->place.value_or(Place{});
  if (!place.file.empty() && place.file != file.name) {
    Reporter of_verification(rules::kRuleR02, file.name, findings);
    tell(*failure, place, of_verification);
    return;
  }
  if (is_explained(findings, place.statement)) return;
  Reporter of_rows(rules::kRuleR01, file.name, findings);
  tell(*failure, place, of_rows);
}

auto by_place(const Finding& finding) {
  return std::tuple(finding.place.line, finding.place.column, finding.rule);
}

/// The findings of one file, complete and in order.
std::vector<Finding> finished(const File& file, std::vector<Finding> findings) {
  add_unexplained_failures(file, findings);
  obey_directives(file, findings);
  std::ranges::stable_sort(findings, {}, by_place);
  return findings;
}

using FindingsByFile = std::map<std::string_view, std::vector<Finding>>;

// What the folder's rules say of a pending file can be allowed in it, and is taken out.
FindingsByFile take_findings_of(const std::vector<File>& files, std::vector<Finding>& findings) {
  FindingsByFile by_file;
  for (const File& file : files) by_file[file.name];
  std::vector<Finding> others;
  for (Finding& finding : findings) {
    const auto of_file = by_file.find(finding.place.file);
    (of_file == by_file.end() ? others : of_file->second).push_back(std::move(finding));
  }
  findings = std::move(others);
  return by_file;
}

}  // namespace

Result<std::vector<File>> replay_pending(const Request& request,
                                         sql::Replay& replay,
                                         sql::Connection* live,
                                         const Work& work) {
  if (request.pending.empty()) return std::vector<File>();
  if (live != nullptr) TRY(copy_schema(*live, replay, work));
  const std::vector<KnownQuery> queries = known_queries(request.queries, request.queries_file);
  return replay_files(request.pending, request.target, queries, replay, work);
}

Result<std::vector<Finding>> check(const Request& request,
                                   std::vector<File> files,
                                   sql::Connection* live,
                                   const Work& work) {
  std::vector<Finding> findings = check_folder(request.folder);
  const std::size_t rehearsed = std::min(files.size(), request.rehearsals.size());
  for (std::size_t index = 0; index < rehearsed; ++index) {
    files[index].rehearsal = request.rehearsals[index];
  }
  FindingsByFile of_folder = take_findings_of(files, findings);
  std::optional<LiveData> data;
  if (live != nullptr) data.emplace(*live, work);
  for (const File& file : files) {
    std::vector<Finding> of_file = std::move(of_folder[file.name]);
    check_text_and_schema(file, of_file);
    if (data) TRY(ask_live_data(file, *data, of_file));
    std::ranges::move(finished(file, std::move(of_file)), std::back_inserter(findings));
  }
  return findings;
}

}  // namespace d1mcp::lint
