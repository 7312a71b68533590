#include "sql/quoting.hpp"

#include <gtest/gtest.h>

namespace d1mcp::sql {
namespace {

TEST(Quoting, ANameStandsBetweenDoubleQuotesWithInnerOnesDoubled) {
  EXPECT_EQ(quote_identifier("users"), R"("users")");
  EXPECT_EQ(quote_identifier(R"(a"b""c)"), R"("a""b""""c")");
  EXPECT_EQ(quote_identifier("it's; --"), R"("it's; --")");
  EXPECT_EQ(quote_identifier(""), R"("")");
}

TEST(Quoting, TextStandsBetweenSingleQuotesWithInnerOnesDoubled) {
  EXPECT_EQ(quote_text("it's"), "'it''s'");
  EXPECT_EQ(quote_text(R"(a "b" \ ;)"), R"('a "b" \ ;')");
  EXPECT_EQ(quote_text(""), "''");
}

}  // namespace
}  // namespace d1mcp::sql
