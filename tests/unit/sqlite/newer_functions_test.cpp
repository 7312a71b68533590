#include <array>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using ::testing::HasSubstr;

// The values are those of SQLite 3.54.1, whichever library these tests are built with.
class NewerFunctions : public DatabaseTest {
 protected:
  std::string value_of(const std::string& expression) {
    const auto table = query(*reader(d1::Dialect::d1_local),
                             "SELECT quote(" + expression + ") FROM (SELECT 1 AS one)");
    return table ? std::get<std::string>(table->rows.at(0).at(0)) : table.error().message;
  }
};

struct Case {
  const char* expression;
  const char* value;
};

TEST_F(NewerFunctions, GiveWhatD1Gives) {
  constexpr auto kCases = std::to_array<Case>({
      {"concat('a', 1, NULL, x'62')", "'a1b'"},
      {"concat(NULL)", "''"},
      {"concat_ws(', ', 'a', NULL, 'b', '')", "'a, b, '"},
      {"concat_ws(NULL, 'a', 'b')", "NULL"},
      {"concat_ws(',', NULL)", "''"},
      {"octet_length('\xC3\x9F')", "2"},
      {"octet_length(123)", "3"},
      {"octet_length(NULL)", "NULL"},
      {"unhex('41fF')", "X'41FF'"},
      {"unhex('')", "X''"},
      {"unhex('4')", "NULL"},
      {"unhex('4x')", "NULL"},
      {"unhex(NULL)", "NULL"},
      {"unhex('41-42 43', '- ')", "X'414243'"},
      {"unhex('4-1', '-')", "NULL"},
      {"unhex('41\xC3\xA4"
       "42',"
       " '\xC3\xA4')",
       "X'4142'"},
      {"unhex('41', NULL)", "NULL"},
      {"iif(1, 2)", "2"},
      {"iif(0, 2)", "NULL"},
      {"iif(NULL, 2)", "NULL"},
      {"iif('0.5x', 2)", "2"},
      {"iif(0, 1, 2, 3)", "3"},
      {"iif(0, 1, 0, 3, 'else')", "'else'"},
      {"timediff('2024-05-05', '2023-02-28')", "'+0001-02-07 00:00:00.000'"},
      {"timediff('2023-02-28', '2024-05-05 12:30:00.250')", "'-0001-02-05 12:30:00.250'"},
      {"timediff('2024-03-31', '2024-02-29')", "'+0000-01-02 00:00:00.000'"},
      {"timediff('2024-02-29', '2024-03-31')", "'-0000-01-02 00:00:00.000'"},
      {"timediff('2024-03-30', '2024-01-31')", "'+0000-01-28 00:00:00.000'"},
      {"timediff('2024-01-31', '2024-03-01')", "'-0000-01-01 00:00:00.000'"},
      {"timediff(2460000.5, '2023-02-25')", "'+0000-00-00 00:00:00.000'"},
      {"timediff('x', '2024-01-01')", "NULL"},
      {"timediff('2024-01-01', NULL)", "NULL"},
      {"(SELECT string_agg(email, '; ') FROM users)", "'a@x; b@x'"},
      {"(SELECT string_agg(NULL, ';') FROM users)", "NULL"},
      {"(SELECT string_agg(email, ';') FROM users WHERE id > 9)", "NULL"},
  });
  for (const Case& one : kCases) EXPECT_EQ(value_of(one.expression), one.value) << one.expression;
}

TEST_F(NewerFunctions, JoinTextInWindows) {
  EXPECT_EQ(value_of("(SELECT group_concat(t, ' ') FROM (SELECT string_agg(value, '-') OVER (ORDER "
                     "BY value ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS t FROM "
                     "json_each('[1,2,null,3]')))"),
            "'1 1-2 2-3'");
}

TEST_F(NewerFunctions, RefuseTooFewArguments) {
  EXPECT_THAT(value_of("concat()"), HasSubstr("wrong number of arguments to function concat()"));
  EXPECT_THAT(value_of("concat_ws(',')"),
              HasSubstr("wrong number of arguments to function concat_ws()"));
  EXPECT_THAT(value_of("iif(1)"), HasSubstr("wrong number of arguments to function iif()"));
}

TEST_F(NewerFunctions, MayStandInASchema) {
  EXPECT_TRUE(run(*writer(d1::Dialect::d1_local),
                  "CREATE TABLE t(a TEXT CHECK (octet_length(a) < 5), b AS (concat(a, '!')));"
                  "CREATE INDEX t_a ON t(unhex(a)); INSERT INTO t(a) VALUES('4142')"));
  EXPECT_FALSE(run(*writer(d1::Dialect::d1_local), "INSERT INTO t(a) VALUES('414243')"));
}

TEST_F(NewerFunctions, DoNotLetADefaultValueCallWhatD1Refuses) {
  for (const char* const script : {"CREATE TABLE t(a DEFAULT (sqlite_version()))",
                                   "CREATE TABLE t(a, b DEFAULT (1 + log10(100)))",
                                   "CREATE TABLE t(a); ALTER TABLE t ADD b DEFAULT (log10(10))"}) {
    const auto outcome = run(*writer(d1::Dialect::d1_local), script);
    ASSERT_FALSE(outcome) << script;
    EXPECT_THAT(outcome.error().message, HasSubstr("not authorized to use function")) << script;
  }
  EXPECT_TRUE(run(*writer(d1::Dialect::d1_local),
                  "CREATE TABLE t(a DEFAULT (lower('A')), b DEFAULT 'x', c DEFAULT "
                  "CURRENT_TIMESTAMP, d DEFAULT (date('now')), e DEFAULT -1, f DEFAULT abc)"));
}

}  // namespace
}  // namespace d1mcp::sqlite
