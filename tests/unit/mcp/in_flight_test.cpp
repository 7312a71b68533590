#include "mcp/in_flight.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class InFlightTest : public ::testing::Test {
 protected:
  std::shared_ptr<RecordingChannel> channel_ = std::make_shared<RecordingChannel>();
  InFlight requests_;
};

TEST_F(InFlightTest, HoldsAnIdUntilItIsFreed) {
  EXPECT_NE(requests_.begin(jsonrpc::Id{1}, channel_), nullptr);
  EXPECT_EQ(requests_.begin(jsonrpc::Id{1}, channel_), nullptr);
  EXPECT_NE(requests_.begin(jsonrpc::Id{"1"}, channel_), nullptr) << "\"1\" is not 1";

  requests_.end(jsonrpc::Id{1});

  EXPECT_NE(requests_.begin(jsonrpc::Id{1}, channel_), nullptr);
  EXPECT_EQ(requests_.size(), 2U);
}

TEST_F(InFlightTest, CancelsTheRequestItIsTold) {
  const auto first = requests_.begin(jsonrpc::Id{1}, channel_);
  const auto second = requests_.begin(jsonrpc::Id{2}, channel_);

  requests_.cancel(jsonrpc::Id{2});
  requests_.cancel(jsonrpc::Id{"unknown"});

  EXPECT_FALSE(first->stop().stop_requested());
  EXPECT_TRUE(second->stop().stop_requested());
}

TEST_F(InFlightTest, CancelsAll) {
  const auto first = requests_.begin(jsonrpc::Id{1}, channel_);
  const auto second = requests_.begin(jsonrpc::Id{2}, channel_);

  requests_.cancel_all();

  EXPECT_TRUE(first->stop().stop_requested());
  EXPECT_TRUE(second->stop().stop_requested());
}

TEST_F(InFlightTest, SendsNothingForACancelledRequest) {
  Pending request(channel_);

  request.cancel();
  request.notify("progress");
  request.finish({.message = "answer", .ending = Ending::answered});

  EXPECT_THAT(channel_->take(), ElementsAre("(silent)"));
}

TEST_F(InFlightTest, SendsNothingAfterTheAnswer) {
  Pending request(channel_);

  request.notify("first");
  request.finish({.message = "answer", .ending = Ending::answered});
  request.notify("late");
  request.finish({.message = "again", .ending = Ending::answered});
  request.cancel();

  EXPECT_THAT(channel_->take(), ElementsAre("first", "answer"));
  EXPECT_FALSE(request.stop().stop_requested()) << "a cancel after the end means nothing";
}

TEST_F(InFlightTest, RunsWhatWaitsForAStop) {
  Pending request(channel_);
  bool told = false;
  const std::stop_callback callback(request.stop(), [&told] { told = true; });

  request.cancel();

  EXPECT_TRUE(told);
  EXPECT_THAT(channel_->take(), IsEmpty());
}

}  // namespace
}  // namespace d1mcp::mcp
