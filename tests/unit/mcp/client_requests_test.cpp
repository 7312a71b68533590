#include "mcp/client_requests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

InputRequest roots_under(const std::string& key) {
  return {.key = key, .method = "roots/list"};
}

class ClientRequestsTest : public ::testing::Test {
 protected:
  std::variant<Json, jsonrpc::Fault> ask(std::vector<InputRequest> requests) {
    return client_.ask(requests, *pending_);
  }

  /// The client answers the request `id` by its own number.
  void answer(const Json& id) {
    client_.answered({.id = id.get<std::int64_t>(), .result = id, .error = {}});
  }

  ClientRequests client_;
  std::shared_ptr<RecordingChannel> channel_ = std::make_shared<RecordingChannel>();
  std::shared_ptr<Pending> pending_ = std::make_shared<Pending>(channel_);
};

TEST_F(ClientRequestsTest, SendsARequest) {
  channel_->heed = [this](const Json& request) { answer(request.at("id")); };

  ask({{.key = "model",
        .method = "sampling/createMessage",
        .params = {{"messages", Json::array()}, {"maxTokens", 1}}}});

  EXPECT_THAT(channel_->take(),
              ::testing::ElementsAre(R"({"jsonrpc":"2.0","id":1,"method":"sampling/createMessage",)"
                                     R"("params":{"messages":[],"maxTokens":1}})"));
}

TEST_F(ClientRequestsTest, GivesTheResultsByKey) {
  channel_->heed = [this](const Json& request) { answer(request.at("id")); };

  const auto answers = ask({roots_under("a"), roots_under("b")});

  EXPECT_EQ(std::get<Json>(answers).dump(), R"({"a":1,"b":2})");
}

TEST_F(ClientRequestsTest, TakesAnswersInAnyOrder) {
  channel_->heed = [this](const Json& request) {
    if (request.at("id") != 2) return;
    answer(2);
    answer(1);
  };

  const auto answers = ask({roots_under("a"), roots_under("b")});

  EXPECT_EQ(std::get<Json>(answers).dump(), R"({"a":1,"b":2})");
}

TEST_F(ClientRequestsTest, TakesAnswersFromAnotherThread) {
  std::thread reader;
  channel_->heed = [&](const Json& request) {
    reader = std::thread([this, id = request.at("id")] { answer(id); });
  };

  const auto answers = ask({roots_under("a")});
  reader.join();

  EXPECT_EQ(std::get<Json>(answers).dump(), R"({"a":1})");
}

TEST_F(ClientRequestsTest, UsesNoIdTwice) {
  channel_->heed = [this](const Json& request) { answer(request.at("id")); };

  ask({roots_under("a"), roots_under("b")});

  EXPECT_EQ(std::get<Json>(ask({roots_under("a")})).dump(), R"({"a":3})");
}

TEST_F(ClientRequestsTest, KeepsTheFirstAnswer) {
  channel_->heed = [this](const Json& request) {
    answer(request.at("id"));
    client_.answered({.id = std::int64_t{1}, .result = "another", .error = {}});
  };

  EXPECT_EQ(std::get<Json>(ask({roots_under("a")})).dump(), R"({"a":1})");
}

TEST_F(ClientRequestsTest, IgnoresAnswersToNothing) {
  channel_->heed = [this](const Json& request) {
    client_.answered({.id = {}, .result = "no id", .error = {}});
    client_.answered({.id = "1", .result = "a text", .error = {}});
    client_.answered({.id = std::int64_t{0}, .result = "before", .error = {}});
    client_.answered({.id = std::int64_t{2}, .result = "after", .error = {}});
    answer(request.at("id"));
  };

  EXPECT_EQ(std::get<Json>(ask({roots_under("a")})).dump(), R"({"a":1})");
}

TEST_F(ClientRequestsTest, KeepsNoAnswerForTheNextRequest) {
  client_.answered({.id = std::int64_t{1}, .result = "early", .error = {}});
  channel_->heed = [this](const Json& request) { answer(request.at("id")); };

  EXPECT_EQ(std::get<Json>(ask({roots_under("a")})).dump(), R"({"a":1})");
}

TEST_F(ClientRequestsTest, FailsWithTheErrorOfTheClient) {
  channel_->heed = [this](const Json& request) {
    client_.answered({.id = request.at("id").get<std::int64_t>(),
                      .result = {},
                      .error = jsonrpc::Fault{.code = jsonrpc::Code::invalid_request,
                                              .message = "User rejected sampling"}});
  };

  const auto failed = ask({roots_under("a")});

  ASSERT_TRUE(std::holds_alternative<jsonrpc::Fault>(failed));
  EXPECT_EQ(std::get<jsonrpc::Fault>(failed).code, jsonrpc::Code::internal_error);
  EXPECT_THAT(std::get<jsonrpc::Fault>(failed).message,
              HasSubstr("roots/list: User rejected sampling"));
}

TEST_F(ClientRequestsTest, StopsWaitingWhenTheCallIsCancelled) {
  channel_->heed = [this](const Json&) { pending_->cancel(); };

  const auto failed = ask({roots_under("a")});

  EXPECT_TRUE(std::holds_alternative<jsonrpc::Fault>(failed));
}

TEST_F(ClientRequestsTest, StopsWaitingWhenAnotherThreadCancels) {
  std::thread reader;
  channel_->heed = [&](const Json&) { reader = std::thread([this] { pending_->cancel(); }); };

  const auto failed = ask({roots_under("a")});
  reader.join();

  EXPECT_TRUE(std::holds_alternative<jsonrpc::Fault>(failed));
}

TEST_F(ClientRequestsTest, AsksNothingInTheNameOfACancelledCall) {
  pending_->cancel();

  const auto failed = ask({roots_under("a")});

  EXPECT_TRUE(std::holds_alternative<jsonrpc::Fault>(failed));
  EXPECT_THAT(channel_->take(), IsEmpty());
}

TEST_F(ClientRequestsTest, GivesNothingForNoQuestion) {
  EXPECT_EQ(std::get<Json>(ask({})), Json::object());
}

TEST_F(ClientRequestsTest, TellsTheCallsApart) {
  const auto other_channel = std::make_shared<RecordingChannel>();
  Pending other(other_channel);
  std::variant<Json, jsonrpc::Fault> inner;
  other_channel->heed = [this](const Json& request) { answer(request.at("id")); };
  channel_->heed = [&](const Json& request) {
    inner = client_.ask({roots_under("inner")}, other);
    answer(request.at("id"));
  };

  const auto outer = ask({roots_under("outer")});

  EXPECT_EQ(std::get<Json>(outer).dump(), R"({"outer":1})");
  EXPECT_EQ(std::get<Json>(inner).dump(), R"({"inner":2})");
}

}  // namespace
}  // namespace d1mcp::mcp
