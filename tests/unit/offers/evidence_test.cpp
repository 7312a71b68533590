#include "offers/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::offers {
namespace {

using ::testing::HasSubstr;

TEST(Evidence, StandsBetweenFencesUnderItsHeading) {
  EXPECT_EQ(evidence("The query", "sql", "SELECT 1"), "\nThe query:\n```sql\nSELECT 1\n```\n");
}

TEST(Evidence, HasFencesThatNothingInItCloses) {
  EXPECT_EQ(evidence("x", "", "a ```` b\n"), "\nx:\n`````\na ```` b\n`````\n");
}

TEST(Evidence, HasAHeadingOfOneLineThatOpensNoFence) {
  EXPECT_EQ(evidence("File: a\n```\r", "", "x"), "\nFile: a     :\n```\nx\n```\n");
}

TEST(Evidence, IsCutBetweenCharactersAndSaysSo) {
  EXPECT_EQ(evidence("x", "", "aé" + std::string(1024, 'b'), 2),
            "\nx:\n```\na\n```\n(cut here: 1.0 KB more)\n");
}

TEST(Evidence, IsValidUtf8) {
  EXPECT_THAT(evidence("\xFF", "", "\xFF"), HasSubstr("\xEF\xBF\xBD:\n```\n\xEF\xBF\xBD\n"));
}

}  // namespace
}  // namespace d1mcp::offers
