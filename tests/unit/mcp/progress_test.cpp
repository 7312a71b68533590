#include "mcp/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::mcp {
namespace {

using std::chrono::milliseconds;

ProgressMeter::Clock::time_point at(int milliseconds_passed) {
  return ProgressMeter::Clock::time_point(std::chrono::hours(1)) +
         milliseconds(milliseconds_passed);
}

TEST(ProgressMeter, RepeatsTheTokenWithItsType) {
  ProgressMeter by_number(7, Revision::v2025_11_25);
  ProgressMeter by_name("seven", Revision::v2025_11_25);

  EXPECT_EQ(by_number.next({.what = "a", .done = 1, .total = 2}, at(0))->dump(),
            R"({"progressToken":7,"progress":1,"total":2,"message":"a"})");
  EXPECT_EQ(by_name.next({.what = "", .done = 0, .total = 0}, at(0))->dump(),
            R"({"progressToken":"seven","progress":0})");
}

TEST(ProgressMeter, HasNoMessageForTheFirstRevision) {
  ProgressMeter meter(1, Revision::v2024_11_05);

  EXPECT_FALSE(meter.next({.what = "a", .done = 1, .total = 2}, at(0))->contains("message"));
}

TEST(ProgressMeter, OnlyEverIncreases) {
  ProgressMeter meter(1, Revision::v2025_11_25);

  EXPECT_TRUE(meter.next({.what = "a", .done = 5, .total = 10}, at(0)));
  EXPECT_FALSE(meter.next({.what = "a", .done = 5, .total = 10}, at(1)));
  EXPECT_TRUE(meter.next({.what = "a", .done = 6, .total = 10}, at(2)));
}

TEST(ProgressMeter, AddsUpPhasesThatEachCountFromZero) {
  ProgressMeter meter(1, Revision::v2025_11_25);

  meter.next({.what = "reading", .done = 10, .total = 10}, at(0));
  EXPECT_FALSE(meter.next({.what = "writing", .done = 0, .total = 4}, at(1)));
  const auto params = meter.next({.what = "writing", .done = 1, .total = 4}, at(2));

  ASSERT_TRUE(params);
  EXPECT_EQ(params->at("progress"), 11);
  EXPECT_EQ(params->at("total"), 14);
}

TEST(ProgressMeter, SendsABurstOfTenAndThenTenASecond) {
  ProgressMeter meter(1, Revision::v2025_11_25);
  std::uint64_t done = 0;
  int sent = 0;

  for (int millisecond = 0; millisecond < 2000; ++millisecond) {
    if (meter.next({.what = "a", .done = ++done, .total = 0}, at(millisecond))) ++sent;
  }

  EXPECT_GE(sent, 28);
  EXPECT_LE(sent, 31);
}

TEST(ProgressMeter, LeavesOutATotalThatIsTooSmall) {
  ProgressMeter meter(1, Revision::v2025_11_25);

  EXPECT_FALSE(meter.next({.what = "a", .done = 5, .total = 3}, at(0))->contains("total"));
}

}  // namespace
}  // namespace d1mcp::mcp
