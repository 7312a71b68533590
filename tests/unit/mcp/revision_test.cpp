#include "mcp/revision.hpp"

#include <gtest/gtest.h>

namespace d1mcp::mcp {
namespace {

TEST(Revision, IsKnownByItsDateInTheSessionEraOnly) {
  EXPECT_EQ(session_revision("2024-11-05"), Revision::v2024_11_05);
  EXPECT_EQ(session_revision("2025-11-25"), Revision::v2025_11_25);
  EXPECT_EQ(session_revision("2026-07-28"), std::nullopt);
  EXPECT_EQ(session_revision("2024-10-07"), std::nullopt);
  EXPECT_EQ(session_revision(""), std::nullopt);
}

TEST(Revision, KnowsWhatCameAndWentWhen) {
  EXPECT_TRUE(features_of(Revision::v2024_11_05).batches);
  EXPECT_TRUE(features_of(Revision::v2025_03_26).batches);
  EXPECT_FALSE(features_of(Revision::v2025_06_18).batches);
  EXPECT_FALSE(features_of(Revision::v2024_11_05).annotations);
  EXPECT_TRUE(features_of(Revision::v2025_03_26).annotations);
  EXPECT_FALSE(features_of(Revision::v2025_03_26).structured);
  EXPECT_TRUE(features_of(Revision::v2025_06_18).structured);
  EXPECT_FALSE(features_of(Revision::v2025_06_18).explains_arguments);
  EXPECT_TRUE(features_of(Revision::v2025_11_25).explains_arguments);
  EXPECT_TRUE(features_of(Revision::v2026_07_28).structured);
}

}  // namespace
}  // namespace d1mcp::mcp
