#include "sql/closed_text.hpp"

#include <gtest/gtest.h>

namespace d1mcp::sql {
namespace {

TEST(ClosedText, ClosesACommentAtTheEnd) {
  EXPECT_EQ(closed_text("CREATE VIEW v AS SELECT 1 -- one"), "CREATE VIEW v AS SELECT 1 -- one\n");
  EXPECT_EQ(closed_text("CREATE VIEW v AS SELECT 1 /* one"), "CREATE VIEW v AS SELECT 1 /* one*/");
}

TEST(ClosedText, LeavesEveryOtherEndAsItIs) {
  for (const char* text :
       {"", "SELECT 1", "SELECT '-- a'", "SELECT 1 -- a\n", "SELECT 1 /* a */"}) {
    EXPECT_EQ(closed_text(text), text);
  }
}

}  // namespace
}  // namespace d1mcp::sql
