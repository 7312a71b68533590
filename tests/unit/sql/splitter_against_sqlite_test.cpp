// Two witnesses for where SQLite cuts: sqlite3_complete() on growing prefixes, and the tail that
// sqlite3_prepare_v2() leaves when a script is run statement by statement.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <sqlite3.h>
#include <string>

#include "sql/splitter.hpp"

namespace d1mcp::sql {
namespace {

using testing::ElementsAreArray;

std::string pick(const std::vector<std::string>& choices, std::mt19937& random) {
  return choices[std::uniform_int_distribution<std::size_t>(0, choices.size() - 1)(random)];
}

std::string random_words(std::mt19937& random) {
  static const std::vector<std::string> kWords = {
      "CREATE",  "create", "TEMP",  "TEMPORARY", "TRIGGER", "trigger", "EXPLAIN",
      "END",     "end",    "BEGIN", "SELECT",    "x",       "'a;b'",   "'it''s'",
      "\"c;d\"", "`e;f`",  "[g;h]", "/*i;j*/",   "--k;l\n", "1.5",     "x'3b'",
      "(",       ")",      ",",     "->>",       "?1",      ":v",      "größe"};
  std::string words;
  for (int left = std::uniform_int_distribution(1, 12)(random); left > 0; --left) {
    words += pick(kWords, random);
    words += pick({" ", "\n", "\r\n", "/**/"}, random);
    if (std::uniform_int_distribution(0, 2)(random) == 0) words += ";";
  }
  return words;
}

/// Cuts behind each semicolon where what came since the last cut is complete.
std::vector<std::string> cut_by_completeness(const std::string& script) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : script) {
    part += c;
    if (c != ';' || sqlite3_complete(part.c_str()) == 0) continue;
    parts.push_back(part);
    part.clear();
  }
  parts.push_back(part);
  return parts;
}

/// The statement texts of parts that hold one statement or none.
Result<std::vector<std::string>> statement_texts(const std::vector<std::string>& parts) {
  std::vector<std::string> texts;
  for (const std::string& part : parts) {
    TRY_ASSIGN(const auto statements, split(part));
    EXPECT_LE(statements.size(), 1U) << part;
    for (const Statement& statement : statements) texts.push_back(statement.text);
  }
  return texts;
}

TEST(SplitterAgainstSqlite, CutsWhereAPrefixBecomesComplete) {
  std::mt19937 random(5);
  int compared = 0;

  for (int round = 0; round < 20'000; ++round) {
    const std::string script = random_words(random);
    const auto expected = statement_texts(cut_by_completeness(script));
    const auto statements = split(script);
    ASSERT_EQ(statements.has_value(), expected.has_value()) << script;
    if (!statements) continue;
    std::vector<std::string> texts;
    for (const Statement& statement : *statements) texts.push_back(statement.text);
    ASSERT_THAT(texts, ElementsAreArray(*expected)) << script;
    ++compared;
  }

  EXPECT_GT(compared, 10'000);
}

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};

/// Runs a script as SQLite would and gives the part of it each statement was compiled from.
std::vector<std::string> run(const std::string& script) {
  sqlite3* raw = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const std::unique_ptr<sqlite3, Close> database(raw);
  std::vector<std::string> parts;
  const char* tail = script.c_str();
  while (*tail != '\0') {
    const char* const begin = tail;
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database.get(), begin, -1, &statement, &tail);
    EXPECT_EQ(code, SQLITE_OK) << sqlite3_errmsg(database.get()) << " in: " << begin;
    if (code != SQLITE_OK) break;
    if (statement == nullptr) continue;
    while (sqlite3_step(statement) == SQLITE_ROW) {
    }
    EXPECT_EQ(sqlite3_finalize(statement), SQLITE_OK) << sqlite3_errmsg(database.get());
    parts.emplace_back(begin, tail);
  }
  return parts;
}

std::string random_statement(std::mt19937& random, int number) {
  const std::string n = std::to_string(number);
  return pick(
      {"CREATE TABLE t" + n + "(a, \"b;c\" TEXT DEFAULT 'x;y', [d;e] INT) -- tail; comment\n",
       "INSERT INTO base VALUES('it''s; END;', x'3B', 1.5e3)",
       "CREATE TRIGGER g" + n +
           " AFTER INSERT ON base BEGIN SELECT CASE WHEN 1 THEN 2 END; "
           "UPDATE base SET b = CASE(b) WHEN 1 THEN '; END;' END||'x'; /* END; */ END",
       "CREATE TEMP TRIGGER h" + n + " AFTER DELETE ON base WHEN old.a BEGIN SELECT 1;\r\nEND",
       "CREATE VIEW v" + n + " AS SELECT a AS begin, b AS \"end;\" FROM base",
       "EXPLAIN QUERY PLAN SELECT * FROM base",
       "EXPLAIN CREATE TRIGGER i" + n + " AFTER INSERT ON base BEGIN SELECT 1; SELECT 2; END",
       "/* a; */ SELECT -- b;\n $c::d(e;f), '{\"k\":1}' ->> '$.k;', 0x3b",
       "SAVEPOINT s" + n + "; RELEASE s" + n,
       "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 3) SELECT n FROM r",
       " ",
       "-- nothing;\n",
       "/* nor; here */"},
      random);
}

TEST(SplitterAgainstSqlite, CutsWherePrepareLeavesItsTail) {
  std::mt19937 random(9);
  for (int round = 0; round < 300 && !testing::Test::HasFailure(); ++round) {
    std::string script = pick({"", "\xEF\xBB\xBF"}, random) + "CREATE TABLE base(a, b, c);";
    const int count = std::uniform_int_distribution(1, 12)(random);
    for (int number = 0; number < count; ++number) {
      script += random_statement(random, number);
      script += pick({";", " ;\n", ";;", "\r\n;\r\n", "/*x*/;"}, random);
    }
    const std::vector<std::string> parts = run(script);

    const auto statements = split(script);

    ASSERT_TRUE(statements) << statements.error().message << script;
    ASSERT_EQ(statements->size(), parts.size()) << script;
    std::size_t end = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Statement& statement = (*statements)[i];
      end = script.find(parts[i], end) + parts[i].size();
      EXPECT_EQ(script.substr(statement.start.offset, statement.text.size()), statement.text);
      EXPECT_LT(statement.start.offset + statement.text.size(), end);
      EXPECT_GE(statement.start.offset, end - parts[i].size());
    }
  }
}

}  // namespace
}  // namespace d1mcp::sql
