#include "sql/splitter.hpp"

#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace d1mcp::sql {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

/// A script in pieces of `size` bytes.
ChunkSource pieces_of(std::string script, std::size_t size) {
  return [script = std::move(script), size, at = std::size_t{0}]() mutable -> Result<std::string> {
    std::string piece = script.substr(at, size);
    at += piece.size();
    return piece;
  };
}

Result<std::vector<Statement>> split_in_pieces(const std::string& script, std::size_t size) {
  Splitter splitter(pieces_of(script, size));
  std::vector<Statement> statements;
  for (;;) {
    TRY_ASSIGN(auto statement, splitter.next());
    if (!statement) return statements;
    statements.push_back(*std::move(statement));
  }
}

std::vector<std::string> texts_of(const std::vector<Statement>& statements) {
  std::vector<std::string> texts;
  for (const Statement& statement : statements) texts.push_back(statement.text);
  return texts;
}

struct SplitterCase {
  std::string script;
  std::vector<std::string> texts;
};

/// Each script is split whole and in pieces of one to four bytes.
void expect_splits(const std::vector<SplitterCase>& cases) {
  for (const SplitterCase& tested : cases) {
    SCOPED_TRACE(testing::PrintToString(tested.script));
    const auto whole = split(tested.script);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_THAT(texts_of(*whole), ElementsAreArray(tested.texts));
    for (std::size_t size = 1; size <= 4; ++size) {
      const auto pieces = split_in_pieces(tested.script, size);
      ASSERT_TRUE(pieces) << pieces.error().message;
      ASSERT_THAT(texts_of(*pieces), ElementsAreArray(tested.texts)) << "pieces of " << size;
      for (std::size_t i = 0; i < pieces->size(); ++i) {
        EXPECT_EQ((*pieces)[i].start, (*whole)[i].start);
        EXPECT_EQ((*pieces)[i].number, (*whole)[i].number);
      }
    }
  }
}

TEST(Splitter, NothingToRunGivesNoStatements) {
  expect_splits({
      {"", {}},
      {" \r\n\t\f", {}},
      {";", {}},
      {" ; ;;\n; ", {}},
      {"-- only a comment", {}},
      {"-- one\r\n-- two\r\n", {}},
      {"/* block; */", {}},
      {"/* a */ ; -- b\n ; /* c */", {}},
      {"\xEF\xBB\xBF", {}},
      {"\xEF\xBB\xBF-- empty\n;", {}},
  });
}

TEST(Splitter, TheLastSemicolonMayBeMissing) {
  expect_splits({
      {"SELECT 1", {"SELECT 1"}},
      {"SELECT 1;", {"SELECT 1"}},
      {"SELECT 1 ; ", {"SELECT 1"}},
      {"SELECT 1;SELECT 2", {"SELECT 1", "SELECT 2"}},
      {"SELECT 1;;\n;SELECT 2;;", {"SELECT 1", "SELECT 2"}},
      {"SELECT 1 -- no semicolon", {"SELECT 1 -- no semicolon"}},
      {"SELECT 1 /* none */\n", {"SELECT 1 /* none */"}},
      {"x", {"x"}},
  });
}

TEST(Splitter, CommentsBehindASemicolonAreNotTheTextOfAStatementThoseBeforeItAre) {
  expect_splits({
      {"-- a;b\nSELECT 1; -- c;d\nSELECT 2;", {"SELECT 1", "SELECT 2"}},
      {"/* a;b */SELECT 1/* c;d */\n;", {"SELECT 1/* c;d */"}},
      {"SELECT 1 -- one;\n, 2;", {"SELECT 1 -- one;\n, 2"}},
      {"SELECT/*;*/1;SELECT--;\n2", {"SELECT/*;*/1", "SELECT--;\n2"}},
      {"SELECT 1 - -1; SELECT 2--1;\n;", {"SELECT 1 - -1", "SELECT 2--1;"}},
      {"/* it's \"[` */ SELECT 1; -- it's\nSELECT 2", {"SELECT 1", "SELECT 2"}},
      {"SELECT 4/2; SELECT 4 / * 2;", {"SELECT 4/2", "SELECT 4 / * 2"}},
      {"/**/SELECT 1;/***/SELECT 2;/*/;*/SELECT 3", {"SELECT 1", "SELECT 2", "SELECT 3"}},
  });
}

TEST(Splitter, SemicolonsInStringsAndNamesDoNotCut) {
  expect_splits({
      {"SELECT 'a;b'; SELECT 2", {"SELECT 'a;b'", "SELECT 2"}},
      {"SELECT 'it''s;'; SELECT 2", {"SELECT 'it''s;'", "SELECT 2"}},
      {"SELECT 'a\\'; SELECT 2", {"SELECT 'a\\'", "SELECT 2"}},
      {"SELECT ''; SELECT ''''; SELECT 3", {"SELECT ''", "SELECT ''''", "SELECT 3"}},
      {"SELECT 'a -- b; c'; SELECT 2", {"SELECT 'a -- b; c'", "SELECT 2"}},
      {"SELECT 'a /* b'; SELECT 'c */ d'", {"SELECT 'a /* b'", "SELECT 'c */ d'"}},
      {"SELECT 'line;\nanother;\n'; SELECT 2", {"SELECT 'line;\nanother;\n'", "SELECT 2"}},
      {R"(SELECT "a;b", "c""d;"; SELECT 2)", {R"(SELECT "a;b", "c""d;")", "SELECT 2"}},
      {"SELECT [a;b]; SELECT 2", {"SELECT [a;b]", "SELECT 2"}},
      {"SELECT [it's]; SELECT 2", {"SELECT [it's]", "SELECT 2"}},
      {"SELECT `a;``b`; SELECT 2", {"SELECT `a;``b`", "SELECT 2"}},
      {"SELECT \"it's\", 'say \"x'; SELECT 2", {"SELECT \"it's\", 'say \"x'", "SELECT 2"}},
      {"INSERT INTO t VALUES(x'3B');SELECT x'00'", {"INSERT INTO t VALUES(x'3B')", "SELECT x'00'"}},
      {"INSERT INTO t VALUES('BEGIN TRANSACTION; x COMMIT;');SELECT 2",
       {"INSERT INTO t VALUES('BEGIN TRANSACTION; x COMMIT;')", "SELECT 2"}},
  });
}

TEST(Splitter, VariablesAndDollarSignsMeanWhatTheyMeanInSqlite) {
  expect_splits({
      {"SELECT $a; SELECT $b$; SELECT 3", {"SELECT $a", "SELECT $b$", "SELECT 3"}},
      {"SELECT a$$b; SELECT $$; SELECT 3", {"SELECT a$$b", "SELECT $$", "SELECT 3"}},
      {"SELECT :a, @b, ?1; SELECT ?", {"SELECT :a, @b, ?1", "SELECT ?"}},
      {"SELECT $a(x;y); SELECT 2", {"SELECT $a(x;y)", "SELECT 2"}},
      {"SELECT a->'$;', b->>'$'; SELECT 2", {"SELECT a->'$;', b->>'$'", "SELECT 2"}},
  });
}

TEST(Splitter, WordsThatLookLikeBlocksDoNotCutOrGlue) {
  expect_splits({
      {"BEGIN; INSERT INTO t VALUES(1); COMMIT;", {"BEGIN", "INSERT INTO t VALUES(1)", "COMMIT"}},
      {"BEGIN IMMEDIATE; END; SELECT 1", {"BEGIN IMMEDIATE", "END", "SELECT 1"}},
      {"SELECT CASE WHEN a THEN 1 END; SELECT 2", {"SELECT CASE WHEN a THEN 1 END", "SELECT 2"}},
      {"SELECT CASE(x) WHEN 1 THEN 2 END,3; SELECT 2",
       {"SELECT CASE(x) WHEN 1 THEN 2 END,3", "SELECT 2"}},
      {"SELECT CASE a WHEN 1 THEN 2 END||'x'; SELECT 2",
       {"SELECT CASE a WHEN 1 THEN 2 END||'x'", "SELECT 2"}},
      {"CREATE TABLE t(begin, end); INSERT INTO t(begin) VALUES(1); SELECT end FROM t",
       {"CREATE TABLE t(begin, end)", "INSERT INTO t(begin) VALUES(1)", "SELECT end FROM t"}},
      {"CREATE TABLE trigger(x); SELECT 1", {"CREATE TABLE trigger(x)", "SELECT 1"}},
      {"CREATE TEMP TABLE trigger(x); SELECT 1", {"CREATE TEMP TABLE trigger(x)", "SELECT 1"}},
      {"DROP TRIGGER tr; SELECT 1", {"DROP TRIGGER tr", "SELECT 1"}},
      {"SELECT 'CREATE TRIGGER x BEGIN'; SELECT 1",
       {"SELECT 'CREATE TRIGGER x BEGIN'", "SELECT 1"}},
      {"\"CREATE\" TRIGGER x; SELECT 1", {"\"CREATE\" TRIGGER x", "SELECT 1"}},
      {"CREATE [TRIGGER] x; SELECT 1", {"CREATE [TRIGGER] x", "SELECT 1"}},
      {"EXPLAIN QUERY PLAN SELECT 1; SELECT 2", {"EXPLAIN QUERY PLAN SELECT 1", "SELECT 2"}},
      {"EXPLAIN SELECT trigger FROM t; SELECT 2", {"EXPLAIN SELECT trigger FROM t", "SELECT 2"}},
  });
}

/// A trigger's body, followed by a statement that must come out alone.
void expect_one_trigger(const std::vector<std::string>& triggers) {
  std::vector<SplitterCase> cases;
  for (const std::string& trigger : triggers) {
    cases.push_back({trigger + ";\nSELECT 2;", {trigger, "SELECT 2"}});
    cases.push_back({"SELECT 1;" + trigger, {"SELECT 1", trigger}});
  }
  expect_splits(cases);
}

TEST(Splitter, ATriggerIsOneStatement) {
  expect_one_trigger({
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
      "create trigger a after insert on t begin select 1; end",
      "CREATE TEMP TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
      "CREATE TEMPORARY TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
      "CREATE TRIGGER IF NOT EXISTS a AFTER UPDATE OF b, c ON t BEGIN SELECT 1; SELECT 2; END",
      "CREATE/**/TRIGGER--\na AFTER INSERT ON t BEGIN SELECT 1; END",
      "CREATE TRIGGER a INSTEAD OF DELETE ON v FOR EACH ROW WHEN old.x > 1 BEGIN SELECT 1; END",
      "EXPLAIN CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
      "EXPLAIN QUERY PLAN CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN\r\n  SELECT 1;\r\n  SELECT 2;\r\nEND",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1;END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; -- end;\nEND",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; /* END; */ END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN/*x*/SELECT 1;/*y*/END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN--\nSELECT 1;--\nEND",
  });
}

TEST(Splitter, OnlyEndBehindASemicolonEndsATrigger) {
  expect_one_trigger({
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE(x) WHEN 1 THEN 2 END; SELECT 3; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN UPDATE t SET a=CASE b WHEN 1 THEN 2 END, c=3; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE b WHEN 1 THEN 2 END||'x'; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT '; END;'; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; SELECT \"; END;\"; END",
      "CREATE TRIGGER end AFTER INSERT ON t BEGIN SELECT [end]; SELECT [; end;]; END",
      "CREATE TRIGGER a AFTER INSERT ON t BEGIN INSERT INTO l(begin,end) VALUES(1,2); END",
      "CREATE TRIGGER \"begin\" AFTER INSERT ON t BEGIN SELECT 1; END",
  });
}

TEST(Splitter, TheEndOfATriggerMayBeApartFromItsSemicolon) {
  const std::string trigger = "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END";
  expect_splits({
      {trigger + "/**/;SELECT 2", {trigger + "/**/", "SELECT 2"}},
      {trigger + " -- c ;\n;SELECT 2", {trigger + " -- c ;", "SELECT 2"}},
      {trigger + "\r\n;\r\n" + trigger + ";", {trigger, trigger}},
      {trigger + " ;" + trigger, {trigger, trigger}},
      {trigger + " -- no semicolon at all", {trigger + " -- no semicolon at all"}},
      {"\xEF\xBB\xBF" + trigger + ";SELECT 2", {trigger, "SELECT 2"}},
      {"\xEF\xBB\xBF"
       "CREATE TABLE t(a);" +
           trigger,
       {"CREATE TABLE t(a)", trigger}},
      {trigger + ";\xEF\xBB\xBF" + trigger, {trigger, trigger}},
  });
}

TEST(Splitter, BytesOutsideAsciiAreJustBytes) {
  expect_splits({
      {"SELECT 'größe;'; SELECT größe", {"SELECT 'größe;'", "SELECT größe"}},
      {"SELECT '日本;語' AS 名前;SELECT 2", {"SELECT '日本;語' AS 名前", "SELECT 2"}},
      {"SELECT '\xFF;\xFE'; SELECT \x80;", {"SELECT '\xFF;\xFE'", "SELECT \x80"}},
      {"SELECT 1;\xC2\xA0;SELECT 2", {"SELECT 1", "\xC2\xA0", "SELECT 2"}},
  });
}

std::vector<Position> starts_of(std::string_view script) {
  std::vector<Position> starts;
  const auto statements = split(script);
  for (const Statement& statement : *statements) starts.push_back(statement.start);
  return starts;
}

Position at(std::uint64_t offset, std::uint32_t line, std::uint32_t column) {
  return {.offset = offset, .line = line, .column = column};
}

TEST(Splitter, TellsWhereEachStatementBegins) {
  EXPECT_THAT(starts_of("SELECT 1; SELECT 2;\n\n  SELECT 3"),
              ElementsAre(at(0, 1, 1), at(10, 1, 11), at(23, 3, 3)));
  EXPECT_THAT(starts_of("-- c\r\nSELECT 1;\r\n\tSELECT 2"), ElementsAre(at(6, 2, 1), at(18, 3, 2)));
  EXPECT_THAT(starts_of("/* a\nb */ SELECT '\n\n';x"), ElementsAre(at(10, 2, 6), at(22, 4, 3)));
}

TEST(Splitter, CountsColumnsInCodePoints) {
  EXPECT_THAT(starts_of("SELECT 'ö'; x"), ElementsAre(at(0, 1, 1), at(13, 1, 13)));
  EXPECT_THAT(starts_of("/* 日本 😀 */ x; y"), ElementsAre(at(18, 1, 12), at(21, 1, 15)));
}

TEST(Splitter, DoesNotCountTheByteOrderMarkAsAColumn) {
  EXPECT_THAT(starts_of("\xEF\xBB\xBFSELECT 1"), ElementsAre(at(3, 1, 1)));
}

TEST(Splitter, NumbersTheStatementsItGives) {
  const auto statements = split(";;a;;b;-- x\n;c").value();

  ASSERT_EQ(statements.size(), 3U);
  EXPECT_EQ(statements[0].number, 1U);
  EXPECT_EQ(statements[2].number, 3U);
}

TEST(Splitter, FindsTheLineAndColumnOfAnOffsetInAStatement) {
  const Statement statement = split("\n  SELECT 'ü',\n é, nope FROM t").value().at(0);

  EXPECT_EQ(position_in_script(statement, 0), at(3, 2, 3));
  EXPECT_EQ(position_in_script(statement, 7), at(10, 2, 10));
  EXPECT_EQ(position_in_script(statement, 11), at(14, 2, 13));
  EXPECT_EQ(position_in_script(statement, statement.text.find("nope")), at(21, 3, 5));
  EXPECT_EQ(position_in_script(statement, 10'000), at(3 + statement.text.size(), 3, 16));
}

TEST(Splitter, GivesAStatementBeforeTheScriptHasEnded) {
  int asked = 0;
  Splitter splitter([&asked]() -> Result<std::string> {
    ++asked;
    if (asked == 1) return std::string("SELECT 1;");
    return Error{.code = ErrorCode::io_error, .message = "gone", .hint = {}, .place = {}};
  });

  EXPECT_EQ((**splitter.next()).text, "SELECT 1");
  const auto failed = splitter.next();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::io_error);
  EXPECT_EQ(splitter.next().error().message, "gone");
  EXPECT_EQ(asked, 2);
}

TEST(Splitter, AsksForNothingMoreOnceTheScriptHasEnded) {
  int asked = 0;
  Splitter splitter([&asked]() -> Result<std::string> {
    ++asked;
    return asked == 1 ? std::string("SELECT 1") : std::string();
  });

  EXPECT_TRUE((*splitter.next()).has_value());
  EXPECT_FALSE((*splitter.next()).has_value());
  EXPECT_FALSE((*splitter.next()).has_value());
  EXPECT_EQ(asked, 2);
}

TEST(Splitter, OneHugeStatementInTinyPiecesTakesLinearTime) {
  const std::string long_string = "SELECT '" + std::string(2'000'000, 'x') + "'";
  std::string many_tokens = "SELECT 1";
  while (many_tokens.size() < 2'000'000) many_tokens += ", 'some text', 12345";
  const std::string long_comment = "/*" + std::string(2'000'000, '*') + "*/SELECT 1";
  const auto began = std::chrono::steady_clock::now();

  EXPECT_THAT(texts_of(split_in_pieces(long_string, 7).value()), ElementsAre(long_string));
  EXPECT_THAT(texts_of(split_in_pieces(many_tokens, 7).value()), ElementsAre(many_tokens));
  EXPECT_THAT(texts_of(split_in_pieces(long_comment, 7).value()), ElementsAre("SELECT 1"));

  // Scanning again for every piece would take hours.
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(60));
}

}  // namespace
}  // namespace d1mcp::sql
