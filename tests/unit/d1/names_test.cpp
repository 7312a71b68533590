#include "d1/names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::d1 {
namespace {

TEST(ReservedNames, StartWithCloudflaresPrefixInAnyCase) {
  EXPECT_TRUE(is_reserved_name("_cf_KV"));
  EXPECT_TRUE(is_reserved_name("_CF_metadata"));
  EXPECT_TRUE(is_reserved_name("_cf_"));
}

TEST(ReservedNames, AreNothingElse) {
  EXPECT_FALSE(is_reserved_name("_cf"));
  EXPECT_FALSE(is_reserved_name("x_cf_KV"));
  EXPECT_FALSE(is_reserved_name("sqlite_sequence"));
  EXPECT_FALSE(is_reserved_name(""));
}

TEST(VirtualTableModules, AreFtsAndRtreeOnly) {
  for (const char* const module : {"fts5", "FTS5", "fts5vocab", "rtree", "RTree_I32"}) {
    EXPECT_TRUE(is_allowed_module(module)) << module;
  }
  for (const char* const module : {"fts4", "fts3", "geopoly", "csv", "dbstat", "rtree_", ""}) {
    EXPECT_FALSE(is_allowed_module(module)) << module;
  }
}

TEST(EponymousTables, ThatD1LacksAreKnown) {
  EXPECT_THAT(missing_eponymous_tables(), testing::Contains(testing::StrEq("dbstat")));
}

}  // namespace
}  // namespace d1mcp::d1
