// What sessions hear of changes: list_changed, and the resources they subscribed to.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "mcp/audience.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string uri_line(const std::string& method, const std::string& uri) {
  return session_line(1, method, R"("uri":")" + uri + "\"");
}

Server with_audience(std::shared_ptr<Audience> audience) {
  Server server = toy_server();
  server.resources.change = true;
  server.audience = std::move(audience);
  return server;
}

/// A client whose connection has a way out for what belongs to no request.
struct SessionClient {
  explicit SessionClient(std::shared_ptr<Audience> audience)
      : connection(with_audience(std::move(audience))) {
    connection.peer()->attach(outlet);
  }

  void begin() { connection.ask(initialize_line("2025-06-18")); }
  std::vector<std::string> heard() { return outlet->take(); }

  ToyConnection connection;
  std::shared_ptr<RecordingChannel> outlet = std::make_shared<RecordingChannel>();
};

class SessionChanges : public ::testing::Test {
 protected:
  std::shared_ptr<Audience> audience_ = std::make_shared<Audience>();
  SessionClient client_{audience_};
};

TEST_F(SessionChanges, OfListsReachEverySession) {
  SessionClient second(audience_);
  client_.begin();
  second.begin();

  audience_->tools_changed();
  audience_->prompts_changed();
  audience_->resources_changed();

  const auto expected =
      ElementsAre(R"({"jsonrpc":"2.0","method":"notifications/tools/list_changed"})",
                  HasSubstr("notifications/prompts/list_changed"),
                  HasSubstr("notifications/resources/list_changed"));
  EXPECT_THAT(client_.heard(), expected);
  EXPECT_THAT(second.heard(), expected);
}

TEST_F(SessionChanges, DoNotReachWhoHasNotInitialized) {
  client_.connection.ask(session_line(1, "tools/list"));

  audience_->tools_changed();

  EXPECT_THAT(client_.heard(), IsEmpty());
  EXPECT_FALSE(audience_->is_listening());
}

TEST_F(SessionChanges, DoNotReachWhoWasRefusedASession) {
  client_.connection.ask(session_line(1, "initialize", R"("protocolVersion":7)"));

  audience_->tools_changed();

  EXPECT_THAT(client_.heard(), IsEmpty());
}

TEST_F(SessionChanges, AreToldOnceAfterASecondInitialize) {
  client_.begin();
  client_.begin();

  audience_->tools_changed();

  EXPECT_THAT(client_.heard(), SizeIs(1));
}

TEST_F(SessionChanges, AreDroppedWithoutAWayOut) {
  client_.begin();
  client_.connection.peer()->attach(nullptr);

  audience_->tools_changed();
  client_.connection.peer()->attach(client_.outlet);

  EXPECT_THAT(client_.heard(), IsEmpty());
}

TEST_F(SessionChanges, AreForgottenWithThePeer) {
  {
    SessionClient passing(audience_);
    passing.begin();
    EXPECT_TRUE(audience_->is_listening());
  }

  EXPECT_FALSE(audience_->is_listening());
  audience_->tools_changed();
}

TEST_F(SessionChanges, OfResourcesReachWhoSubscribed) {
  SessionClient other(audience_);
  client_.begin();
  other.begin();
  EXPECT_EQ(client_.connection.ask(uri_line("resources/subscribe", "toy://a")).at("result"),
            Json::object());

  audience_->resource_updated("toy://a");
  audience_->resource_updated("toy://b");

  EXPECT_THAT(client_.heard(),
              ElementsAre(R"({"jsonrpc":"2.0","method":"notifications/resources/updated",)"
                          R"("params":{"uri":"toy://a"}})"));
  EXPECT_THAT(other.heard(), IsEmpty());
}

TEST_F(SessionChanges, AreToldOnceThoughSubscribedTwice) {
  client_.begin();
  client_.connection.ask(uri_line("resources/subscribe", "toy://a"));
  client_.connection.ask(uri_line("resources/subscribe", "toy://a"));

  audience_->resource_updated("toy://a");

  EXPECT_THAT(client_.heard(), SizeIs(1));
}

TEST_F(SessionChanges, OfAResourceEndWithItsSubscription) {
  client_.begin();
  client_.connection.ask(uri_line("resources/subscribe", "toy://a"));
  client_.connection.ask(uri_line("resources/subscribe", "toy://b"));

  EXPECT_EQ(client_.connection.ask(uri_line("resources/unsubscribe", "toy://a")).at("result"),
            Json::object());
  audience_->resource_updated("toy://a");
  audience_->resource_updated("toy://b");

  EXPECT_THAT(client_.heard(), ElementsAre(HasSubstr("toy://b")));
}

TEST_F(SessionChanges, MayBeWaitedForOfWhatIsNotThereYet) {
  client_.begin();

  EXPECT_EQ(client_.connection.ask(uri_line("resources/subscribe", "toy://later")).at("result"),
            Json::object());
  EXPECT_EQ(client_.connection.ask(uri_line("resources/unsubscribe", "toy://never")).at("result"),
            Json::object());
  audience_->resource_updated("toy://later");

  EXPECT_THAT(client_.heard(), ElementsAre(HasSubstr("toy://later")));
}

TEST_F(SessionChanges, NeedAUri) {
  client_.begin();
  for (const char* method : {"resources/subscribe", "resources/unsubscribe"}) {
    for (const char* params : {"", R"("uri":7)", R"("uri":null)"}) {
      EXPECT_EQ(code_of(client_.connection.ask(session_line(1, method, params))), -32602)
          << method << params;
    }
  }
}

TEST_F(SessionChanges, OfTasksAreNotForSessions) {
  client_.begin();

  audience_->task_changed("t", {{"taskId", "t"}});

  EXPECT_THAT(client_.heard(), IsEmpty());
}

TEST_F(SessionChanges, AreDeclaredWhereTheyHappen) {
  const Json declared =
      client_.connection.ask(initialize_line("2025-06-18")).at("result").at("capabilities");

  EXPECT_EQ(declared.at("resources").dump(), R"({"listChanged":true,"subscribe":true})");
  EXPECT_EQ(declared.at("tools"), Json::object());
}

}  // namespace
}  // namespace d1mcp::mcp
