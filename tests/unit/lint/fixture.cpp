#include "fixture.hpp"

#include <algorithm>

#include "sql/splitter.hpp"
#include "sqlite/database.hpp"
#include "sqlite/replay.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::lint {
namespace {

std::unique_ptr<sql::Connection> database_with(const std::filesystem::path& file,
                                               const std::string& schema) {
  auto connection = sqlite::open_scratch(file);
  if (!connection) {
    ADD_FAILURE() << connection.error().message;
    return nullptr;
  }
  const auto statements = sql::split(schema);
  sql::Batch batch;
  batch.statements = sql::source_of(*statements);
  if (const auto outcome = (*connection)->run_atomically(batch, {}); !outcome) {
    ADD_FAILURE() << outcome.error().message;
  }
  return *std::move(connection);
}

std::vector<Finding> run(const Request& request, sql::Connection* live) {
  auto replay = sqlite::open_replay(request.target.dialect);
  auto files = replay_pending(request, **replay, live, {});
  if (!files) {
    ADD_FAILURE() << describe(files.error());
    return {};
  }
  auto findings = check(request, *std::move(files), live, {});
  if (findings) return *std::move(findings);
  ADD_FAILURE() << describe(findings.error());
  return {};
}

}  // namespace

std::vector<Finding> findings_of(const Case& checked) {
  const auto queries = sql::split(checked.queries);
  const Request request{
      .folder = {.files = {"001_x.sql"}, .rollbacks = {}, .applied = {}, .run_by_wrangler = {}},
      .pending = {{.name = "001_x.sql", .text = checked.sql}},
      .target = {.dialect = checked.dialect, .storage = checked.storage},
      .queries = *queries,
      .queries_file = "queries.sql"};
  if (checked.schema.empty()) return run(request, nullptr);
  const test::TemporaryDirectory folder;
  const auto live = database_with(folder.path() / "app.db", checked.schema);
  return run(request, live.get());
}

std::vector<std::string> found_in(const Case& checked) {
  std::vector<std::string> found;
  for (const Finding& finding : findings_of(checked)) {
    if (!finding.allowed) {
      found.push_back(finding.rule + "@" + std::to_string(finding.place.line));
    }
  }
  return found;
}

bool is_clean(std::string_view rule, const Case& checked) {
  return std::ranges::none_of(findings_of(checked), [&](const Finding& finding) {
    return finding.rule == rule && !finding.allowed;
  });
}

std::string message_of(std::string_view rule, const Case& checked) {
  for (const Finding& finding : findings_of(checked)) {
    if (finding.rule == rule) return finding.message;
  }
  return {};
}

void finds_and_lets_pass(const Row& row) {
  const Case wrong{.schema = row.schema, .sql = "\n" + row.wrong, .dialect = row.dialect};
  const Case right{.schema = row.schema, .sql = row.right, .dialect = row.dialect};

  EXPECT_THAT(found_in(wrong), ::testing::Contains(row.rule + "@2")) << row.wrong;
  EXPECT_TRUE(is_clean(row.rule, right)) << row.right << "\n" << message_of(row.rule, right);
}

std::vector<Finding> findings_of(Folder folder) {
  return run({.folder = std::move(folder), .pending = {}, .target = {}}, nullptr);
}

}  // namespace d1mcp::lint
