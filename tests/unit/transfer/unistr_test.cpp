#include "transfer/unistr.hpp"

#include <gtest/gtest.h>
#include <string>

namespace d1mcp::transfer {
namespace {

TEST(WithoutUnistr, ReplacesCallsByTheirValue) {
  EXPECT_EQ(
      without_unistr(R"(INSERT INTO t VALUES(1,unistr('a\u000ab\u0009c'),unistr ( 'it''s' )))"),
      "INSERT INTO t VALUES(1,'a\nb\tc','it''s')");
}

TEST(WithoutUnistr, KnowsEveryEscape) {
  EXPECT_EQ(without_unistr(R"(SELECT unistr('\\ \00e9 \u20AC \+01F600 \U0001f600'))"),
            R"(SELECT '\ é € 😀 😀')");
}

TEST(WithoutUnistr, WritesANulAsItsBytes) {
  EXPECT_EQ(without_unistr(R"(SELECT unistr('\u0000'))"), "SELECT CAST(X'00' AS TEXT)");
}

TEST(WithoutUnistr, LeavesEverythingElseAsItIs) {
  EXPECT_EQ(without_unistr("SELECT 'unistr(''x'')', \"unistr(\" -- unistr('y')"), std::nullopt);
  EXPECT_EQ(without_unistr("SELECT my_unistr('x')"), std::nullopt);
  EXPECT_EQ(without_unistr("SELECT unistr(name)"), std::nullopt);
  EXPECT_EQ(without_unistr(R"(SELECT unistr('\u00'))"), std::nullopt);
  EXPECT_EQ(without_unistr(R"(SELECT unistr('\U00110000'))"), std::nullopt);
  EXPECT_EQ(without_unistr(R"(SELECT unistr('\'))"), std::nullopt);
  EXPECT_EQ(without_unistr("SELECT 'x"), std::nullopt);
}

}  // namespace
}  // namespace d1mcp::transfer
