#include "core/work.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace d1mcp {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Work, WithoutTermsNeverEnds) {
  const Work work;

  EXPECT_FALSE(work.must_end());
  EXPECT_TRUE(work.check());
}

TEST(Work, EndsAsCancelledWhenAStopIsRequested) {
  std::stop_source stop;
  Work work;
  work.stop = stop.get_token();
  EXPECT_TRUE(work.check());

  stop.request_stop();

  EXPECT_TRUE(work.must_end());
  EXPECT_EQ(work.check().error().code, ErrorCode::cancelled);
}

TEST(Work, EndsAsTimedOutAndNamesTheLimit) {
  const Work work = Work{}.limited_to(milliseconds(0));

  ASSERT_TRUE(work.must_end());
  const Status status = work.check();
  EXPECT_EQ(status.error().code, ErrorCode::timed_out);
  EXPECT_NE(status.error().message.find("0 ms"), std::string::npos) << status.error().message;
}

TEST(Work, ACancelIsToldRatherThanATimeout) {
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();

  EXPECT_EQ(work.limited_to(milliseconds(0)).check().error().code, ErrorCode::cancelled);
}

TEST(WorkLimit, CanBeNarrowedAndNeverWidened) {
  const Work narrow = Work{}.limited_to(milliseconds(0));

  const Work wider = narrow.limited_to(hours(1));

  EXPECT_TRUE(wider.must_end());
  EXPECT_EQ(wider.time_limit, milliseconds(0));
  EXPECT_TRUE(Work{}.limited_to(hours(1)).limited_to(milliseconds(0)).must_end());
}

TEST(WorkLimit, KeepsStopAndListener) {
  std::stop_source stop;
  std::vector<std::string> heard;
  Work work;
  work.stop = stop.get_token();
  work.listener = [&](const Progress& progress) { heard.push_back(progress.what); };

  const Work limited = work.limited_to(hours(1));
  limited.report({.what = "step", .done = 1, .total = 2});
  stop.request_stop();

  EXPECT_EQ(heard, std::vector<std::string>{"step"});
  EXPECT_TRUE(limited.must_end());
}

TEST(WorkReport, WithoutAListenerIsNothing) {
  Work{}.report({.what = "nobody listens"});
}

}  // namespace
}  // namespace d1mcp
