// How many requests one client may have running, beside what dispatcher_test says of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vector>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::Each;

constexpr int kMost = static_cast<int>(Dispatcher::kMostInFlight);

std::string slow_line(int id) {
  return session_line(id, "tools/call", R"("name":"wait")");
}

class RequestLimit : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int id = 0; id < kMost; ++id) {
      jobs_.push_back(std::move(connection_.receive(slow_line(id)).at(0)));
    }
  }

  ToyConnection connection_;
  std::vector<Job> jobs_;
};

TEST_F(RequestLimit, KeepsARefusedRequestOutOfTheCount) {
  EXPECT_EQ(code_of(connection_.ask(slow_line(kMost))), -32600);
  EXPECT_EQ(code_of(connection_.ask(slow_line(kMost))), -32600) << "its id is free again";

  EXPECT_THAT(connection_.channel()->endings(), Each(Ending::too_many));
  EXPECT_EQ(connection_.peer()->requests()->size(), Dispatcher::kMostInFlight);
}

TEST_F(RequestLimit, LeavesRoomAgainAfterACancel) {
  connection_.say(cancel_line("7"));
  std::move(jobs_.at(7)).run();
  connection_.channel()->take();

  EXPECT_EQ(connection_.receive(slow_line(kMost)).size(), 1U);
}

TEST_F(RequestLimit, HoldsForEveryMethodThatMayTakeLong) {
  for (const char* method : {"resources/list", "resources/read", "prompts/get"}) {
    EXPECT_EQ(code_of(connection_.ask(session_line(kMost, method))), -32600) << method;
  }
  for (const char* method : {"tools/list", "prompts/list", "skills/list"}) {
    EXPECT_EQ(code_of(connection_.ask(session_line(kMost, method))), 0) << method;
  }
}

TEST_F(RequestLimit, LetsTheClientCancelATask) {
  const std::string line = stateless_line(kMost, "tasks/cancel", R"("taskId":"none")", kKnowsTasks);

  EXPECT_EQ(code_of(connection_.ask(line)), -32602) << "not refused, but unknown";
}

}  // namespace
}  // namespace d1mcp::mcp
