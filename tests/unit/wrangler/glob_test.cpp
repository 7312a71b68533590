#include "wrangler/glob.hpp"

#include <gmock/gmock.h>
#include <string>
#include <vector>

namespace d1mcp::wrangler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Glob parsed(std::string_view pattern) {
  auto glob = Glob::parse(pattern);
  EXPECT_TRUE(glob) << pattern << ": " << glob.error().message;
  return *std::move(glob);
}

// Those of `names` that `pattern` picks.
std::vector<std::string> picked(std::string_view pattern, const std::vector<std::string>& names) {
  const Glob glob = parsed(pattern);
  std::vector<std::string> matching;
  for (const std::string& name : names) {
    if (glob.matches(name)) matching.push_back(name);
  }
  return matching;
}

TEST(Glob, AStarStaysInItsSegmentAndRefusesALeadingDot) {
  EXPECT_THAT(picked("*.sql", {"1.sql", ".sql", ".1.sql", "a/1.sql", "1.SQL", "1.sql.bak"}),
              ElementsAre("1.sql"));
  EXPECT_THAT(picked(".*.sql", {"1.sql", ".1.sql"}), ElementsAre(".1.sql"));
  EXPECT_THAT(picked("*/migration.sql", {"1_a/migration.sql", "migration.sql", ".a/migration.sql"}),
              ElementsAre("1_a/migration.sql"));
}

TEST(Glob, AQuestionMarkIsOneUtf16Unit) {
  EXPECT_THAT(picked("?.sql", {"1.sql", ".sql", "12.sql", "\xC3\xA9.sql", "\xF0\x9F\x98\x80.sql"}),
              ElementsAre("1.sql", "\xC3\xA9.sql"));
  EXPECT_THAT(picked("??.sql", {"\xF0\x9F\x98\x80.sql"}), ElementsAre("\xF0\x9F\x98\x80.sql"));
}

TEST(Glob, BracketsAreASet) {
  EXPECT_THAT(picked("[0-9]*", {"1a", "a1", "9"}), ElementsAre("1a", "9"));
  EXPECT_THAT(picked("[!0-9]*", {"1a", "a1", ".a"}), ElementsAre("a1"));
  EXPECT_THAT(picked("[]a]", {"]", "a", "b"}), ElementsAre("]", "a"));
  EXPECT_THAT(picked("x[a-]", {"xa", "x-", "xb"}), ElementsAre("xa", "x-"));
  EXPECT_THAT(picked("[.]x", {".x"}), IsEmpty());
}

TEST(Glob, TwoStarsAreAnyFoldersThatAreNotHidden) {
  const std::vector<std::string> names = {
      "1.sql", "a/1.sql", "a/b/1.sql", ".a/1.sql", "a/.b/1.sql", "a"};

  EXPECT_THAT(picked("**/*.sql", names), ElementsAre("1.sql", "a/1.sql", "a/b/1.sql"));
  EXPECT_THAT(picked("a/**", names), ElementsAre("a/1.sql", "a/b/1.sql"));
  EXPECT_THAT(picked("a/**/b/*.sql", names), ElementsAre("a/b/1.sql"));
  EXPECT_THAT(picked("**", names), ElementsAre("1.sql", "a/1.sql", "a/b/1.sql", "a"));
}

TEST(Glob, GroupsSayHowOften) {
  const std::vector<std::string> names = {"x", "ax", "aax", "abx", "bx"};

  EXPECT_THAT(picked("@(a|b)x", names), ElementsAre("ax", "bx"));
  EXPECT_THAT(picked("?(a|b)x", names), ElementsAre("x", "ax", "bx"));
  EXPECT_THAT(picked("+(a|b)x", names), ElementsAre("ax", "aax", "abx", "bx"));
  EXPECT_THAT(picked("*(a|b)x", names), ElementsAre("x", "ax", "aax", "abx", "bx"));
  EXPECT_THAT(picked("+(a?(b))x", names), ElementsAre("ax", "aax", "abx"));
}

TEST(Glob, AGroupThatOpensASegmentDecidesAboutTheDotByItself) {
  EXPECT_THAT(picked("@(.a|*b)", {".a", ".b", "b"}), ElementsAre(".a", "b"));
  EXPECT_THAT(picked("x@(.a)", {"x.a"}), ElementsAre("x.a"));
}

TEST(Glob, NumberedFilesThatAreNoRollbacks) {
  EXPECT_THAT(picked("+([0-9])_!(*_rollback).sql",
                     {"0001_a.sql",
                      "0002_b_rollback.sql",
                      "0002_rollback.sql",
                      "init.sql",
                      "_a.sql",
                      "3_rollback_notes.sql",
                      "0004_.sql"}),
              ElementsAre("0001_a.sql", "0002_rollback.sql", "3_rollback_notes.sql", "0004_.sql"));
}

TEST(Glob, NumberedFilesThatAreNeitherRollbacksNorVerifyScripts) {
  EXPECT_THAT(
      picked("+([0-9])_!(*_rollback|*_verify).sql",
             {"0001_a.sql", "0001_a_rollback.sql", "0001_a_verify.sql", "0002_verify_b.sql"}),
      ElementsAre("0001_a.sql", "0002_verify_b.sql"));
}

TEST(Glob, ANegatedGroupRefusesTheBeginningOfWhatFollowsToo) {
  EXPECT_THAT(picked("**/!(*_down).sql", {"a.sql", "a_down.sql", "s/b_down.sql", "a_down.sql.sql"}),
              ElementsAre("a.sql"));
  // At the end of a name nothing follows, so the name has to be exactly that.
  EXPECT_THAT(picked("x!(a)", {"x", "xa", "xab", "xb"}), ElementsAre("x", "xab", "xb"));
}

TEST(Glob, BracesStandForSeveralPatterns) {
  EXPECT_THAT(picked("{0001,init}*.sql", {"0001_a.sql", "init.sql", "0002.sql"}),
              ElementsAre("0001_a.sql", "init.sql"));
  EXPECT_THAT(picked("{a{1,2},b/c}.sql", {"a1.sql", "a2.sql", "b/c.sql", "a.sql"}),
              ElementsAre("a1.sql", "a2.sql", "b/c.sql"));
  EXPECT_THAT(picked("x{a}${b,c}", {"x{a}${b,c}", "xa"}), ElementsAre("x{a}${b,c}"));
}

TEST(Glob, AnExclamationMarkInFrontTurnsTheWholePatternAround) {
  const Glob glob = parsed("!(*_rollback).sql");

  EXPECT_TRUE(glob.is_negated());
  EXPECT_TRUE(glob.matches("2_b_rollback.sql"));
  EXPECT_TRUE(glob.matches("README.md"));
  EXPECT_TRUE(glob.matches(".git/z.sql"));
  EXPECT_FALSE(glob.matches("(a_rollback).sql"));
  EXPECT_FALSE(parsed("!!*.sql").is_negated());
  EXPECT_FALSE(parsed("{!(a),b}.sql").is_negated());
}

TEST(Glob, ANumberSignInFrontPicksNothing) {
  EXPECT_FALSE(parsed("#*.sql").matches("#1.sql"));
}

TEST(Glob, LooksIntoFoldersThatCanHoldAMatch) {
  EXPECT_FALSE(parsed("*.sql").looks_into("a"));
  EXPECT_TRUE(parsed("*/m.sql").looks_into("a"));
  EXPECT_FALSE(parsed("*/m.sql").looks_into(".a"));
  EXPECT_FALSE(parsed("*/m.sql").looks_into("a/b"));
  EXPECT_TRUE(parsed("**/m.sql").looks_into("a/b"));
  EXPECT_FALSE(parsed("**/m.sql").looks_into("a/.b"));
  EXPECT_TRUE(parsed("a/{b,c}/*.sql").looks_into("a/c"));
  EXPECT_FALSE(parsed("a/{b,c}/*.sql").looks_into("a/d"));
}

TEST(Glob, ANegatedPatternLooksIntoWhatDoesNotFit) {
  EXPECT_TRUE(parsed("!*.md").looks_into(".git"));
  EXPECT_FALSE(parsed("!sub/*.sql").looks_into("sub"));
}

struct Refusal {
  const char* pattern;
  ErrorCode code;
  const char* message;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.pattern;
}

class GlobRefusal : public ::testing::TestWithParam<Refusal> {};

TEST_P(GlobRefusal, SaysWhatIsWrong) {
  const auto glob = Glob::parse(GetParam().pattern);

  ASSERT_FALSE(glob);
  EXPECT_EQ(glob.error().code, GetParam().code);
  EXPECT_THAT(glob.error().message, HasSubstr(GetParam().pattern));
  EXPECT_THAT(glob.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Patterns,
    GlobRefusal,
    ::testing::Values(
        Refusal{"a[bc", ErrorCode::invalid_argument, "[ is never closed"},
        Refusal{"[", ErrorCode::invalid_argument, "[ is never closed"},
        Refusal{"[]", ErrorCode::invalid_argument, "[ is never closed"},
        Refusal{"+(a|b", ErrorCode::invalid_argument, "( is never closed"},
        Refusal{"@(a/b)", ErrorCode::invalid_argument, "( is never closed"},
        Refusal{"{a,b", ErrorCode::invalid_argument, "do not pair up"},
        Refusal{"a}", ErrorCode::invalid_argument, "do not pair up"},
        Refusal{"[z-a]", ErrorCode::invalid_argument, "backwards"},
        Refusal{"{1..3}", ErrorCode::unsupported, "sequences"},
        Refusal{"@(a|!(b))", ErrorCode::unsupported, "inside another group"},
        Refusal{"(a)_!(b)", ErrorCode::unsupported, "plain parenthesis"},
        Refusal{"[(]!(b)", ErrorCode::unsupported, "plain parenthesis"},
        Refusal{"(a*)", ErrorCode::unsupported, "right after"},
        Refusal{"@(@(@(@(@(a)))))", ErrorCode::limit_exceeded, "four deep"},
        Refusal{"{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", ErrorCode::limit_exceeded, "128"}));

TEST(Glob, RefusesAPatternThatIsTooLong) {
  EXPECT_TRUE(Glob::parse(std::string(1024, 'a')));
  const auto glob = Glob::parse(std::string(1025, 'a'));

  ASSERT_FALSE(glob);
  EXPECT_EQ(glob.error().code, ErrorCode::limit_exceeded);
}

TEST(Glob, TakesLittleTimeForPatternsMadeToTakeMuch) {
  const std::string name(255, 'a');

  EXPECT_FALSE(parsed("+(a+(a+(a+(a))))b").matches(name));
  EXPECT_FALSE(parsed("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b").matches(name));
}

}  // namespace
}  // namespace d1mcp::wrangler
