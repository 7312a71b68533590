#include "core/utc_time.hpp"

#include <gtest/gtest.h>

namespace d1mcp {
namespace {

TEST(UtcTime, FollowsTheFormat) {
  const auto time = std::chrono::system_clock::from_time_t(1'795'269'901);
  EXPECT_EQ(utc_time(time, "%Y-%m-%dT%H:%M:%SZ"), "2026-11-21T14:05:01Z");
  EXPECT_EQ(utc_time({}, "%Y%m%d%H%M%S"), "19700101000000");
}

}  // namespace
}  // namespace d1mcp
