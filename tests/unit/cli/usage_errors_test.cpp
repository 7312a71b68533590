#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/report.hpp"
#include "fixture.hpp"

namespace d1mcp::cli {
namespace {

using testing::HasSubstr;

struct UsageErrorsCase {
  std::vector<std::string> arguments;
  std::string message;  ///< Part of it.
  std::string hint;     ///< Part of it.
};

void expect_refused(const std::vector<UsageErrorsCase>& cases, const World& world = {}) {
  for (const UsageErrorsCase& c : cases) {
    SCOPED_TRACE(shown(c.arguments));
    const auto parsed = world.parse(c.arguments);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(exit_code_for(parsed.error()), 2);
    EXPECT_THAT(parsed.error().message, HasSubstr(c.message));
    EXPECT_THAT(parsed.error().hint, HasSubstr(c.hint));
    EXPECT_FALSE(parsed.error().hint.empty());
  }
}

TEST(UsageErrors, OfMisspeltCommandsNameTheCommand) {
  expect_refused({
      {{"tabels", "x.db"}, "no command and no file called \"tabels\"", "did you mean tables?"},
      {{"Query", "SELECT 1"}, "\"Query\"", "did you mean query?"},
      {{"migrat", "status"}, "\"migrat\"", "did you mean migrate?"},
      {{"help", "qury"}, "no command \"qury\"", "did you mean query?"},
      {{"help", "zzz"}, "no command \"zzz\"", "--help"},
      {{"a.db", "tables"}, "tables has to come first", "d1-mcp tables a.db"},
      {{"SELECT 1"}, "no file called \"SELECT 1\"", "d1-mcp query"},
      {{"a.db", "DELETE FROM t"}, "no file called", "d1-mcp execute"},
      {{"migrate"}, "one of status, check, apply, rollback", "d1-mcp migrate --help"},
      {{"migrate", "aply"}, "not \"aply\"", "did you mean apply?"},
      {{"migrate", "a.db"}, "not \"a.db\"", "d1-mcp migrate --help"},
      {{"migrate", "--", "status"}, "not \"status\"", "status"},
  });
}

TEST(UsageErrors, OfUnknownOptionsNameTheNearest) {
  expect_refused({
      {{"query", "x", "--lmit", "3"}, "no option --lmit", "did you mean --limit?"},
      {{"--htp", "80"}, "no option --htp", "did you mean --http or"},
      {{"--pattren=u"}, "no option --pattren", "--help"},
      {{"tables", "--pattren=u"}, "no option --pattren", "--pattern"},
      {{"-x"}, "no option -x", "--help"},
      {{"-json"}, "no option -json", "--help"},
      {{"query", "x", "---"}, "no option ---", ""},
      {{"query", "x", "--parms={\"a\": 1}"}, "no option --parms", "--params"},
      {{"query", "--params [1]", "x"}, "no option --params", "as two arguments"},
  });
}

TEST(UsageErrors, OfMisplacedOptionsNameTheirCommands) {
  expect_refused({
      {{"query", "x", "--pattern", "u"}, "--pattern does not go with query", "with tables"},
      {{"tables", "--http", "80"}, "--http does not go with tables", "serving, demo"},
      {{"--json"}, "--json does not go with serving", "databases, tables"},
      {{"migrate", "status", "--dry-run"}, "does not go with migrate status", "migrate apply"},
      {{"info", "t", "--dir", "x"}, "--dir does not go with info", "demo"},
  });
}

TEST(UsageErrors, OfValues) {
  expect_refused({
      {{"--env"}, "--env needs a value", "--env NAME"},
      {{"--env", "--json"}, "followed by --json", "--env NAME"},
      {{"query", "x", "--param", "--json"}, "followed by --json", "text:--json"},
      {{"tables", "--env", "--", "a.db"}, "--env needs a value", "--env NAME"},
      {{"tables", "--json=yes"}, "--json takes no value", "alone"},
      {{"tables", "--json=false"}, "--json takes no value", "alone"},
      {{"--env", "a", "--env", "b"}, "--env is given 2 times", "\"a\" and \"b\""},
      {{"--access", "wrte"}, "--access cannot be \"wrte\"", "did you mean write?"},
      {{"--access", "all"}, "--access cannot be \"all\"", "read, migrate, write"},
      {{"--dialect", "d2"}, "--dialect: there is no SQL dialect", "sqlite, d1-local, d1"},
      {{"--log-level", "warn"}, "--log-level cannot be \"warn\"", "warning"},
      {{"--name", "x"}, "NAME=PATH", "--name archive="},
      {{"--name", "=x"}, "NAME=PATH", ""},
      {{"--name", "x="}, "NAME=PATH", ""},
      {{"--name", "x=a", "--name", "x=b"}, "\"x\" to two databases", "another name"},
      {{"--config", ""}, "--config is empty", "leave it out"},
      {{"--allow-dir", ""}, "--allow-dir is empty", ""},
      {{"--http", "x"}, "--http x", "HOST:PORT"},
      {{"tables", "--detail", "all"}, "--detail cannot be", "names, summary, columns"},
      {{"migrate", "rollback", "--steps", "0"}, "--steps is a whole number from 1", ""},
      {{"migrate", "rollback", "--steps", "1", "--to", "2"},
       "--steps and --to both",
       "one of them"},
      {{"tables", "--pattern", "\xFF"}, "not valid UTF-8", ""},
      {{"query", "x", "--limit", "0"}, "--limit is a whole number from 1 to 10000", ""},
      {{"query", "x", "--limit", "10001"}, "1 to 10000, not \"10001\"", ""},
      {{"query", "x", "--limit", "1.5"}, "not \"1.5\"", ""},
      {{"query", "x", "--limit", ""}, "not \"\"", ""},
      {{"query", "x", "--timeout", "99999999999999999999"}, "--timeout", ""},
      {{"info", "t", "--sample", "21"}, "0 to 20", ""},
      {{"tables", ""}, "one of the arguments is empty", ""},
  });
}

TEST(UsageErrors, OfOperands) {
  World world;
  world.paths = {"a.db"};
  world.files["empty.sql"] = " \n";
  world.files["latin1.sql"] = "SELECT '\xE9'";
  world.standard_input = "";
  expect_refused(
      {
          {{"query"}, "the SQL is missing", "d1-mcp query --help"},
          {{"query", "a.db"}, "the SQL is missing after \"a.db\"", ""},
          {{"query", "a.db", "SELECT", "1"}, "too many: \"1\"", "quotes"},
          {{"query", "a.db", "SELECT 1", "--file", "q.sql"}, "too many: \"SELECT 1\"", ""},
          {{"info"}, "the TABLE is missing", "info --help"},
          {{"info", "a", "b", "c"}, "too many: \"c\"", "d1-mcp info [DATABASE] TABLE"},
          {{"tables", "a", "b"}, "too many: \"b\"", "d1-mcp tables [DATABASE]"},
          {{"migrate", "apply", "a", "b"}, "too many: \"b\"", "migrate apply [DATABASE]"},
          {{"demo", "a.db"}, "too many: \"a.db\"", "d1-mcp demo"},
          {{"execute", "-"}, "on standard input is empty", ""},
          {{"execute", "--file", "empty.sql"}, "in empty.sql is empty", ""},
          {{"execute", "--file", "latin1.sql"}, "in latin1.sql is not valid UTF-8", "convert"},
          {{"query", "SELECT '\xE9'"}, "on the command line is not valid UTF-8", ""},
          {{"info", "\xE9"}, "not valid UTF-8", ""},
      },
      world);
}

TEST(UsageErrors, OfExports) {
  expect_refused({
      {{"export", "--format", "xml"}, "--format cannot be \"xml\"", "sql, sqlite, csv, jsonl"},
      {{"export", "--sql", "SELECT 1"}, "--sql gives rows", "csv or jsonl"},
      {{"export", "--format", "csv", "--sql", "SELECT 1", "--table", "t"}, "table or query", ""},
      {{"export", "--format", "types", "--check"}, "--check compares a file", "--output"},
      {{"export", "--output", "x", "--check"}, "compares a file of types", "--format types"},
      {{"export", "--format", "types", "--no-data"}, "neither definitions nor rows", ""},
      {{"export", "--format", "types", "--output", "x", "--verify"}, "no database", "--check"},
      {{"export", "--format", "csv"}, "exactly one table", "--table"},
      {{"export", "--format", "jsonl", "--table", "a", "--table", "b"}, "exactly one table", ""},
      {{"export", "--format", "csv", "--table", "a", "--no-data"}, "rows and nothing else", ""},
      {{"export", "--no-schema", "--no-data"}, "nothing to export", ""},
      {{"export", "--overwrite"}, "--overwrite needs an --output", ""},
      {{"export", "--format", "sqlite"}, "writes a file", "--output"},
      {{"export", "--verify"}, "--verify reads back a file", "--output"},
      {{"export", "--format", "csv", "--table", "t", "--output", "x", "--verify"},
       "no database to verify",
       "--format sql or sqlite"},
      {{"export", "--no-schema", "--output", "x", "--verify"}, "no database to verify", ""},
      {{"export", "--format", "sqlite", "--output", "x", "--table", "t"}, "whole database", ""},
      {{"export", "--table", ""}, "not the name of a table", ""},
  });
}

TEST(UsageErrors, OfParameters) {
  expect_refused({
      {{"query", "x", "--param", "1", "--params", "[]"}, "cannot be mixed", ""},
      {{"query", "x", "--params", "[1"}, "--params is not acceptable", "single quotes"},
      {{"query", "x", "--params", "[]", "--params", "[]"}, "2 times", ""},
      {{"query", "x", "--params", "7"}, "neither an array nor an object", ":name"},
      {{"query", "x", "--params", R"({"a":1,"a":2})"}, "twice", ""},
      {{"query", "x", "--params", std::string(100'000, '[')}, "not acceptable", ""},
  });
}

TEST(UsageErrors, AreNotWhatAMissingFileIs) {
  const auto parsed = World{}.parse({"query", "--file", "gone.sql"});

  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::not_found);
  EXPECT_EQ(exit_code_for(parsed.error()), 1);
}

TEST(UsageErrors, AreToldAsJsonWhenJsonIsOnTheLine) {
  const std::vector<const char*> with = {"d1-mcp", "tabels", "--json", "x"};
  const std::vector<const char*> after = {"d1-mcp", "query", "--", "--json"};

  EXPECT_TRUE(wants_json(4, with.data()));
  EXPECT_FALSE(wants_json(4, after.data()));
  EXPECT_FALSE(wants_json(1, with.data()));
}

}  // namespace
}  // namespace d1mcp::cli
