#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render.hpp"
#include "cli/report.hpp"
#include "cli/sarif.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

// Below the folder the test runs in, so that places are relative to it.
Json sample() {
  Json result = Json::parse(R"({
    "database": "app", "ok": false,
    "counts": {"errors": 1, "warnings": 1, "infos": 0, "allowed": 1},
    "files": [{"name": "001_x.sql", "verdict": "errors"}],
    "findings": [
      {"rule": "K01", "severity": "error", "file": "001_x.sql", "line": 3, "column": 1,
       "message": "rows go", "fix": "keep them"},
      {"rule": "M09", "severity": "warning", "message": "a folder"},
      {"rule": "D03", "severity": "warning", "file": "001_x.sql", "line": 9, "column": 2,
       "message": "all rows", "allowed": "sessions"}]})");
  result["directory"] = (std::filesystem::current_path() / "migrations").string();
  return result;
}

TEST(RenderFindings, LooksLikeACompilersOutput) {
  EXPECT_EQ(render("check_migration", sample(), {}),
            "migrations/001_x.sql:3:1: error K01: rows go\n"
            "    fix: keep them\n"
            "migrations: warning M09: a folder\n"
            "migrations/001_x.sql:9:2: allowed D03: all rows (sessions)\n"
            "1 pending file checked: 1 error, 1 warning, 1 allowed\n");
}

TEST(RenderFindings, SaysThatThereAreNone) {
  EXPECT_EQ(render("check_migration",
                   Json::parse(R"({"ok": true, "directory": "m", "files": [{}, {}],
                                   "findings": [], "counts": {"errors": 0}})"),
                   {}),
            "2 pending files checked: nothing found\n");
}

TEST(RenderFindings, GivesTheExitCodeOfFindingsOnlyWhereTheCheckIsNotOk) {
  EXPECT_EQ(exit_code_for_result("check_migration", sample()), kFindings);
  EXPECT_EQ(exit_code_for_result("check_migration", {{"ok", true}}), kDone);
}

TEST(Sarif, HasThePlacesOfFindings) {
  const Json run = sarif_of(sample(), "1.2.3")["runs"][0];
  const Json& first = run["results"][0];

  EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
  EXPECT_EQ(run["results"].size(), 3U);
  EXPECT_EQ(first["ruleId"], "K01");
  EXPECT_EQ(first["level"], "error");
  EXPECT_EQ(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "migrations/001_x.sql");
  EXPECT_EQ(first["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
  EXPECT_EQ(run["results"][2]["suppressions"][0]["justification"], "sessions");
}

}  // namespace
}  // namespace d1mcp::cli
