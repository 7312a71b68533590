// Calls of the session era that need answers: the server asks by a request of its own and waits.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Result<ToolResult> ask_for_ever(const Json&, const CallContext&) {
  return ToolResult{
      .question = Question{.requests = {elicitation("who", "Again?", name_form())}, .state = {}}};
}

class SessionQuestion : public ::testing::Test {
 protected:
  void begin(const std::string& capabilities = R"({"elicitation":{}})") {
    connection_.ask(initialize_line("2025-11-25", capabilities));
  }

  /// From now on the client answers every request of the server by `outcome`.
  void let_client_answer(const std::string& outcome) {
    connection_.channel()->heed = [this, outcome](const Json& request) {
      connection_.receive(response_line(request.at("id"), outcome)).clear();
    };
  }

  std::vector<std::string> call(const std::string& tool) {
    return connection_.say(session_line(5, "tools/call", R"("name":")" + tool + "\""));
  }

  ToyConnection connection_{
      toy_server({toy_tool("greet", ask_and_greet), toy_tool("nag", ask_for_ever)})};
};

TEST_F(SessionQuestion, IsAskedDuringTheCall) {
  begin();
  let_client_answer(R"("result":)" + std::string(kAlice));

  const auto lines = call("greet");

  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0],
            R"({"jsonrpc":"2.0","id":1,"method":"elicitation/create","params":)"
            R"({"message":"Your name?","requestedSchema":)"
            R"({"type":"object","properties":{"name":{"type":"string"}}}}})");
  EXPECT_EQ(lines[1],
            R"({"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"text",)"
            R"("text":"Hello, Alice!"}]}})");
}

TEST_F(SessionQuestion, LetsTheToolHearOfARefusal) {
  begin();
  let_client_answer(R"("result":{"action":"cancel"})");

  EXPECT_EQ(text_of(Json::parse(call("greet").back())), "Nobody is greeted.");
}

TEST_F(SessionQuestion, EndsTheCallWhenTheClientFails) {
  begin();
  let_client_answer(R"("error":{"code":-32601,"message":"no dialogues here"})");

  const Json answer = Json::parse(call("greet").back());

  EXPECT_EQ(answer.at("id"), 5);
  EXPECT_EQ(code_of(answer), -32603);
  EXPECT_THAT(answer.dump(), HasSubstr("no dialogues here"));
}

class AskedInVain : public SessionQuestion, public ::testing::WithParamInterface<const char*> {};

TEST_P(AskedInVain, IsNotAskedButToldWhatItHadToDeclare) {
  begin(GetParam());
  let_client_answer(R"("result":{})");

  const auto lines = call("greet");

  ASSERT_THAT(lines, SizeIs(1)) << "no request that nobody would answer";
  const Json answer = Json::parse(lines[0]);
  EXPECT_EQ(code_of(answer), -32021);
  EXPECT_EQ(answer.at("error").at("data").dump(), R"({"requiredCapabilities":{"elicitation":{}}})");
}

INSTANTIATE_TEST_SUITE_P(Capabilities,
                         AskedInVain,
                         ::testing::Values("{}",
                                           R"({"roots":{}})",
                                           R"({"elicitation":{"url":{}}})"));

TEST_F(SessionQuestion, IsNotPutBeforeInitialize) {
  let_client_answer(R"("result":{})");

  EXPECT_EQ(code_of(Json::parse(call("greet").back())), -32021);
}

TEST_F(SessionQuestion, EndsSilentlyWhenTheCallIsCancelledMeanwhile) {
  begin();
  connection_.channel()->heed = [this](const Json&) {
    connection_.receive(cancel_line("5")).clear();
  };

  EXPECT_THAT(call("greet"), ElementsAre(HasSubstr("elicitation/create"), "(silent)"));
  EXPECT_EQ(connection_.peer()->requests()->size(), 0U);
}

TEST_F(SessionQuestion, EndsWhenTheClientGoesAwayMeanwhile) {
  begin();
  connection_.channel()->heed = [this](const Json&) {
    connection_.peer()->requests()->cancel_all();
  };

  EXPECT_THAT(call("greet"), ElementsAre(HasSubstr("elicitation/create"), "(silent)"));
}

TEST_F(SessionQuestion, IgnoresAnAnswerThatComesTooLate) {
  begin();
  connection_.channel()->heed = [this](const Json&) {
    connection_.receive(cancel_line("5")).clear();
  };
  call("greet");
  connection_.channel()->heed = {};

  EXPECT_THAT(connection_.say(response_line(1, R"("result":{})")), IsEmpty());
  EXPECT_TRUE(connection_.ask(session_line(6, "ping")).contains("result"));
}

TEST_F(SessionQuestion, IsPutAnewUntilItHasBeenTenTimes) {
  begin();
  let_client_answer(R"("result":{"action":"accept","content":{}})");

  const auto lines = call("nag");

  EXPECT_THAT(lines, SizeIs(11));
  EXPECT_EQ(code_of(Json::parse(lines.back())), -32603);
}

TEST_F(SessionQuestion, DoesNotBelieveAnswersThatTheCallBringsAlong) {
  begin();
  let_client_answer(R"("result":{"action":"decline"})");

  const auto lines = connection_.say(session_line(
      5, "tools/call", R"("name":"greet","inputResponses":{"who":)" + std::string(kAlice) + "}"));

  EXPECT_EQ(text_of(Json::parse(lines.back())), "Nobody is greeted.");
}

TEST_F(SessionQuestion, LeavesRoomForOtherRequestsMeanwhile) {
  begin();
  connection_.channel()->heed = [this](const Json& request) {
    connection_.receive(session_line(6, "ping")).clear();
    connection_.receive(response_line(request.at("id"), R"("result":)" + std::string(kAlice)))
        .clear();
  };

  EXPECT_THAT(call("greet"),
              ElementsAre(HasSubstr("elicitation/create"),
                          R"({"jsonrpc":"2.0","id":6,"result":{}})",
                          HasSubstr("Hello, Alice!")));
}

}  // namespace
}  // namespace d1mcp::mcp
