#include "sql/foreign_keys_pragma.hpp"

#include <gtest/gtest.h>

namespace d1mcp::sql {
namespace {

TEST(ForeignKeysSetting, IsReadAsSqliteReadsIt) {
  for (const char* off : {"PRAGMA foreign_keys=OFF",
                          "pragma Foreign_Keys = off",
                          "PRAGMA foreign_keys(0)",
                          "PRAGMA main.foreign_keys = no",
                          "PRAGMA /* here */ \"foreign_keys\" = 'false'",
                          "PRAGMA foreign_keys = 00",
                          "PRAGMA foreign_keys = -1",
                          "PRAGMA foreign_keys = nonsense"}) {
    EXPECT_EQ(foreign_keys_setting(off), false) << off;
  }
  for (const char* on : {"PRAGMA foreign_keys=ON",
                         "PRAGMA foreign_keys(yes)",
                         "PRAGMA foreign_keys = TRUE",
                         "PRAGMA foreign_keys = +1",
                         "PRAGMA foreign_keys = 10"}) {
    EXPECT_EQ(foreign_keys_setting(on), true) << on;
  }
}

TEST(ForeignKeysSetting, IsNothingElsewhere) {
  for (const char* other : {"PRAGMA foreign_keys",
                            "PRAGMA defer_foreign_keys=OFF",
                            "SELECT 'PRAGMA foreign_keys=OFF'",
                            ""}) {
    EXPECT_EQ(foreign_keys_setting(other), std::nullopt) << other;
  }
}

TEST(ForeignKeysOff, IsLookedForInThePragmasAtTheBeginning) {
  EXPECT_TRUE(begins_with_foreign_keys_off({"PRAGMA foreign_keys=OFF", "CREATE TABLE t(a)"}));
  EXPECT_TRUE(begins_with_foreign_keys_off(
      {"PRAGMA defer_foreign_keys=ON", "PRAGMA foreign_keys=OFF", "DROP TABLE t"}));
  EXPECT_FALSE(begins_with_foreign_keys_off({"CREATE TABLE t(a)", "PRAGMA foreign_keys=OFF"}));
  EXPECT_FALSE(begins_with_foreign_keys_off({"PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"}));
  EXPECT_FALSE(begins_with_foreign_keys_off({}));
}

}  // namespace
}  // namespace d1mcp::sql
