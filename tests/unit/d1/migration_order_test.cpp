#include "d1/migration_order.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <string>
#include <vector>

namespace d1mcp::d1 {
namespace {

using ::testing::ElementsAreArray;

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::ranges::stable_sort(names, [](const std::string& left, const std::string& right) {
    return compare_migration_names(left, right) < 0;
  });
  return names;
}

// Each list stands in the order wrangler 4.164.0 gave it.
TEST(MigrationOrder, IsByLeadingNumberThenByName) {
  const std::vector<std::string> expected = {"-3_neg.sql",
                                             "0x10_hex.sql",
                                             "1.5_half.sql",
                                             "1.sql",
                                             "0002_x.sql",
                                             "2_y.sql",
                                             "003_c.sql",
                                             "3-dash.sql",
                                             "9_a.sql",
                                             "10_b.sql",
                                             "20240101120000_ts.sql",
                                             "V1__fly.sql",
                                             "abc.sql",
                                             "init.sql"};
  std::vector<std::string> names = expected;
  std::ranges::reverse(names);

  EXPECT_THAT(sorted(names), ElementsAreArray(expected));
}

TEST(MigrationOrder, PutsADownFileWithADotFirstAndOneWithAnUnderscoreLast) {
  const std::vector<std::string> expected = {"006_x.down.sql", "006_x.sql", "006_x_rollback.sql"};

  EXPECT_THAT(sorted({"006_x_rollback.sql", "006_x.sql", "006_x.down.sql"}),
              ElementsAreArray(expected));
}

TEST(MigrationOrder, ComparesFoldersBeforeFiles) {
  const std::vector<std::string> expected = {"2_a/migration.sql", "10_a/migration.sql", "a/1.sql"};

  EXPECT_THAT(sorted({"a/1.sql", "10_a/migration.sql", "2_a/migration.sql"}),
              ElementsAreArray(expected));
}

TEST(MigrationOrder, PutsAPathBeforeWhatLiesBelowIt) {
  EXPECT_TRUE(compare_migration_names("1_a", "1_a/x.sql") < 0);
  EXPECT_TRUE(compare_migration_names("1_a/x.sql", "1_a") > 0);
  EXPECT_TRUE(compare_migration_names("1_a/x.sql", "1_a/x.sql") == 0);
}

TEST(MigrationOrder, ComparesUtf16CodeUnitsNotCodePoints) {
  // U+1F600 is D83D DE00 in UTF-16 and so stands before U+FF21; its UTF-8 bytes stand after.
  EXPECT_TRUE(compare_migration_names("\xF0\x9F\x98\x80.sql", "\xEF\xBC\xA1.sql") < 0);
}

TEST(MigrationOrder, ReadsNumbersAsJavaScriptDoes) {
  EXPECT_TRUE(compare_migration_names("\xC2\xA0"
                                      "7_nbsp.sql",
                                      "8_a.sql") < 0);
  EXPECT_TRUE(compare_migration_names("+5_a.sql", "4_b.sql") > 0);
  EXPECT_TRUE(compare_migration_names("-0_a.sql", "0_b.sql") < 0);  // Equal numbers: '-' < '0'.
  // The same double: the names decide.
  EXPECT_TRUE(compare_migration_names("9007199254740993_a.sql", "9007199254740992_b.sql") > 0);
  EXPECT_TRUE(compare_migration_names("9007199254740993_a.sql", "9007199254740994_b.sql") < 0);
  // Too large to be a number at all.
  EXPECT_TRUE(compare_migration_names(std::string(400, '9') + "_a.sql", "1_b.sql") > 0);
  EXPECT_TRUE(compare_migration_names("_1.sql", "99_b.sql") > 0);
  EXPECT_TRUE(compare_migration_names("-_1.sql", "99_b.sql") > 0);
}

}  // namespace
}  // namespace d1mcp::d1
