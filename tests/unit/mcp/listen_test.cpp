// subscriptions/listen: streams that hear of the changes they asked for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <thread>

#include "mcp/audience.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Server changing_server() {
  Server server = toy_server();
  server.tools_change = true;
  server.prompts_change = true;
  server.resources.change = true;
  return server;
}

std::string listen_line(int id, const std::string& wishes) {
  return stateless_line(id, "subscriptions/listen", R"("notifications":{)" + wishes + "}");
}

Json acknowledged_in(const std::string& line) {
  const Json message = Json::parse(line);
  EXPECT_EQ(message.at("method"), "notifications/subscriptions/acknowledged");
  return message.at("params").at("notifications");
}

class Listen : public ::testing::Test {
 protected:
  explicit Listen(Server server = changing_server())
      : audience_(server.audience), connection_(std::move(server)) {}

  /// Opens a stream, and gives what is acknowledged.
  Json listen(int id, const std::string& wishes) {
    const auto lines = connection_.say(listen_line(id, wishes));
    EXPECT_THAT(lines, SizeIs(1)) << "nothing but the acknowledgement";
    return acknowledged_in(lines.at(0));
  }

  void change_everything() {
    audience_->tools_changed();
    audience_->prompts_changed();
    audience_->resources_changed();
    audience_->resource_updated("toy://a");
    audience_->task_changed("t1", {{"taskId", "t1"}});
  }

  std::vector<std::string> heard() { return connection_.channel()->take(); }

  std::shared_ptr<Audience> audience_;
  ToyConnection connection_;
};

TEST_F(Listen, IsAcknowledgedUnderItsId) {
  const auto lines = connection_.say(listen_line(1785000000, R"("toolsListChanged":true)"));

  EXPECT_THAT(lines,
              ElementsAre(R"({"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged",)"
                          R"("params":{"notifications":{"toolsListChanged":true},"_meta":)"
                          R"({"io.modelcontextprotocol/subscriptionId":1785000000}}})"));
}

TEST_F(Listen, KeepsAnIdOfText) {
  std::string line = listen_line(1, R"("toolsListChanged":true)");
  line.replace(line.find("\"id\":1"), 6, "\"id\":\"one\"");

  EXPECT_THAT(connection_.say(line),
              ElementsAre(HasSubstr(R"("io.modelcontextprotocol/subscriptionId":"one")")));
}

struct Wished {
  const char* wishes;
  const char* acknowledged;
  std::vector<const char*> heard;  ///< Methods, when everything changes.
};

class ListenFor : public Listen, public ::testing::WithParamInterface<Wished> {};

TEST_P(ListenFor, TellsOfNothingElse) {
  EXPECT_EQ(listen(1, GetParam().wishes).dump(), GetParam().acknowledged);

  change_everything();

  std::vector<std::string> methods;
  for (const std::string& line : heard()) {
    const Json message = Json::parse(line);
    EXPECT_EQ(message.at("params").at("_meta").at("io.modelcontextprotocol/subscriptionId"), 1);
    methods.push_back(message.at("method").get<std::string>());
  }
  EXPECT_EQ(methods, (std::vector<std::string>(GetParam().heard.begin(), GetParam().heard.end())));
}

INSTANTIATE_TEST_SUITE_P(
    Wishes,
    ListenFor,
    ::testing::Values(
        Wished{"", "{}", {}},
        Wished{R"("toolsListChanged":true)",
               R"({"toolsListChanged":true})",
               {"notifications/tools/list_changed"}},
        Wished{R"("promptsListChanged":true)",
               R"({"promptsListChanged":true})",
               {"notifications/prompts/list_changed"}},
        Wished{R"("resourcesListChanged":true)",
               R"({"resourcesListChanged":true})",
               {"notifications/resources/list_changed"}},
        Wished{R"("resourceSubscriptions":["toy://a","toy://b"])",
               R"({"resourceSubscriptions":["toy://a","toy://b"]})",
               {"notifications/resources/updated"}},
        Wished{R"("resourceSubscriptions":["toy://b"])",
               R"({"resourceSubscriptions":["toy://b"]})",
               {}},
        Wished{R"("taskIds":["t1"])", R"({"taskIds":["t1"]})", {"notifications/tasks"}},
        Wished{R"("taskIds":["t2"])", R"({"taskIds":["t2"]})", {}},
        Wished{R"("toolsListChanged":false,"promptsListChanged":1,"unknown":true)", "{}", {}},
        Wished{R"("resourceSubscriptions":"toy://a","taskIds":[1,null])", "{}", {}}));

TEST_F(Listen, TellsWhichResourceChanged) {
  listen(7, R"("resourceSubscriptions":["toy://a"])");

  audience_->resource_updated("toy://a");

  EXPECT_THAT(heard(),
              ElementsAre(R"({"jsonrpc":"2.0","method":"notifications/resources/updated",)"
                          R"("params":{"uri":"toy://a","_meta":)"
                          R"({"io.modelcontextprotocol/subscriptionId":7}}})"));
}

TEST_F(Listen, MissesNoChangeOnceItIsAcknowledged) {
  std::thread changing;
  connection_.channel()->heed = [&](const Json& message) {
    if (message.at("method") != "notifications/subscriptions/acknowledged") return;
    changing = std::thread([this] { audience_->tools_changed(); });
  };

  connection_.receive(listen_line(1, R"("toolsListChanged":true)")).clear();
  changing.join();

  EXPECT_THAT(heard(),
              ElementsAre(HasSubstr("subscriptions/acknowledged"), HasSubstr("list_changed")));
}

TEST_F(Listen, TellsAgainAtTheNextChange) {
  listen(1, R"("toolsListChanged":true)");

  audience_->tools_changed();
  audience_->tools_changed();

  EXPECT_THAT(heard(), SizeIs(2));
}

TEST_F(Listen, TellsEachStreamUnderItsOwnId) {
  listen(1, R"("toolsListChanged":true)");
  listen(2, R"("promptsListChanged":true)");
  listen(3, R"("toolsListChanged":true)");

  audience_->tools_changed();

  EXPECT_THAT(heard(),
              ElementsAre(HasSubstr(R"(subscriptionId":1)"), HasSubstr(R"(subscriptionId":3)")));
}

TEST_F(Listen, EndsWithoutAWordWhenCancelled) {
  listen(1, R"("toolsListChanged":true)");
  listen(2, R"("toolsListChanged":true)");

  EXPECT_THAT(connection_.say(cancel_line("1")), ElementsAre("(silent)"));
  audience_->tools_changed();

  EXPECT_THAT(heard(), ElementsAre(HasSubstr(R"(subscriptionId":2)")));
  EXPECT_EQ(connection_.peer()->requests()->size(), 1U);
}

TEST_F(Listen, IsRefusedToAPeerThatHasManyOpen) {
  constexpr int kMost = static_cast<int>(Dispatcher::kMostInFlight);
  for (int id = 0; id < kMost; ++id) listen(id, R"("toolsListChanged":true)");

  const auto refused = connection_.say(listen_line(kMost, R"("toolsListChanged":true)"));

  EXPECT_THAT(refused, ElementsAre(HasSubstr("64 requests are running already")));
}

TEST_F(Listen, EndsWhenThePeerIsGone) {
  listen(1, R"("toolsListChanged":true)");
  listen(2, R"("resourcesListChanged":true)");

  connection_.peer()->requests()->cancel_all();
  heard();
  change_everything();

  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_FALSE(audience_->is_listening());
}

TEST_F(Listen, CanBeginAnewUnderTheSameId) {
  listen(1, R"("toolsListChanged":true)");
  connection_.say(cancel_line("1"));

  EXPECT_EQ(listen(1, R"("promptsListChanged":true)").dump(), R"({"promptsListChanged":true})");
}

TEST_F(Listen, IsRefusedTheIdOfAnOpenStream) {
  listen(1, R"("toolsListChanged":true)");

  EXPECT_EQ(code_of(connection_.ask(listen_line(1, R"("promptsListChanged":true)"))), -32600);
  audience_->tools_changed();

  EXPECT_THAT(heard(), SizeIs(1)) << "the first stays open";
}

TEST_F(Listen, LeavesOtherRequestsAlone) {
  listen(1, R"("toolsListChanged":true)");

  EXPECT_TRUE(connection_.ask(stateless_line(2, "tools/list")).contains("result"));
}

TEST_F(Listen, IsAnAudience) {
  EXPECT_FALSE(audience_->is_listening());
  listen(1, R"("resourcesListChanged":true)");
  EXPECT_TRUE(audience_->is_listening());
  connection_.say(cancel_line("1"));
  EXPECT_FALSE(audience_->is_listening());
}

TEST_F(Listen, TakesAThousandNames) {
  Json uris = Json::array();
  for (int number = 10'000; number < 11'500; ++number) {
    uris.push_back("toy://" + std::to_string(number));
  }

  const Json shown = listen(1, R"("resourceSubscriptions":)" + uris.dump());

  EXPECT_EQ(shown.at("resourceSubscriptions").size(), 1000U);
}

TEST_F(Listen, NeedsToNameWhatItWants) {
  for (const char* params : {"", R"("notifications":null)", R"("notifications":["tools"])"}) {
    EXPECT_EQ(code_of(connection_.ask(stateless_line(1, "subscriptions/listen", params))), -32602)
        << params;
  }
}

class ListenInVain : public Listen {
 protected:
  ListenInVain() : Listen(toy_server()) {}
};

TEST_F(ListenInVain, IsNotPromisedWhatNeverChanges) {
  const Json shown = listen(1,
                            R"("toolsListChanged":true,"promptsListChanged":true,)"
                            R"("resourcesListChanged":true,"resourceSubscriptions":["toy://a"])");

  EXPECT_EQ(shown.dump(), "{}");
}

}  // namespace
}  // namespace d1mcp::mcp
