#include "mcp/batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Answer answer(const std::string& message) {
  return {.message = message, .ending = Ending::answered};
}

const Answer kSilence{.message = {}, .ending = Ending::silent};

TEST(BatchChannel, AnswersOnceAllHaveAnswered) {
  const auto outer = std::make_shared<RecordingChannel>();
  BatchChannel batch(outer, 2);

  batch.finish(answer("1"));
  EXPECT_THAT(outer->take(), IsEmpty());
  batch.finish(answer("2"));

  EXPECT_THAT(outer->take(), ElementsAre("[1,2]"));
}

TEST(BatchChannel, LeavesOutTheCancelled) {
  const auto outer = std::make_shared<RecordingChannel>();
  BatchChannel batch(outer, 2);

  batch.finish(kSilence);
  batch.finish(answer("2"));

  EXPECT_THAT(outer->take(), ElementsAre("[2]"));
}

TEST(BatchChannel, IsSilentWhenAllWereCancelled) {
  const auto outer = std::make_shared<RecordingChannel>();
  BatchChannel batch(outer, 2);

  batch.finish(kSilence);
  batch.finish(kSilence);

  EXPECT_THAT(outer->take(), ElementsAre("(silent)"));
}

TEST(BatchChannel, LetsNotificationsThroughAtOnce) {
  const auto outer = std::make_shared<RecordingChannel>();
  BatchChannel batch(outer, 1);

  batch.notify("progress");

  EXPECT_THAT(outer->take(), ElementsAre("progress"));
}

}  // namespace
}  // namespace d1mcp::mcp
