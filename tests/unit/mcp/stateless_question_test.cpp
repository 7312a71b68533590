// Requests of 2026-07-28 that need answers: the result asks, and the request is made anew with
// them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kCanBeAsked = R"({"elicitation":{}})";

Server server_that_asks() {
  Server server = toy_server({toy_tool("greet", ask_and_greet), toy_tool("hail", ask_and_greet)});
  server.prompts.push_back(
      {.name = "greeting",
       .title = {},
       .description = "A greeting.",
       .arguments = {{.name = "tone", .description = "How.", .required = false}},
       .get = [](const Json& arguments, const CallContext& context) -> Result<PromptMessages> {
         TRY_ASSIGN(ToolResult made, ask_and_greet(arguments, context));
         if (made.question) return PromptMessages(*std::move(made.question));
         return PromptMessages(Json::array({user_message(made.text)}));
       }});
  server.resources.read = [](const std::string& uri,
                             const CallContext& context) -> Result<ResourceRead> {
    TRY_ASSIGN(ToolResult made, ask_and_greet({}, context));
    if (made.question) return ResourceRead(*std::move(made.question));
    return ResourceRead(Json::array({{{"uri", uri}, {"text", made.text}}}));
  };
  return server;
}

class StatelessQuestion : public ::testing::Test {
 protected:
  /// Makes a request that is asked something, and gives the requestState.
  std::string asked(const std::string& method, const std::string& params) {
    const Json answer = connection_.ask(stateless_line(1, method, params, kCanBeAsked));
    EXPECT_EQ(answer.at("result").at("resultType"), "input_required") << answer;
    return answer.at("result").at("requestState").get<std::string>();
  }

  Json anew(const std::string& method, const std::string& params, const std::string& state) {
    return anew_with(
        method, params, R"("inputResponses":{"who":)" + std::string(kAlice) + "}", state);
  }

  Json anew_with(const std::string& method,
                 const std::string& params,
                 const std::string& responses,
                 const std::string& state) {
    return connection_.ask(
        stateless_line(2,
                       method,
                       params + "," + responses + R"(,"requestState":)" + Json(state).dump(),
                       kCanBeAsked));
  }

  ToyConnection connection_{server_that_asks()};
};

constexpr const char* kGreet = R"("name":"greet","arguments":{})";

TEST_F(StatelessQuestion, IsAResult) {
  const auto lines = connection_.say(stateless_line(1, "tools/call", kGreet, kCanBeAsked));

  ASSERT_EQ(lines.size(), 1U) << "no request of the server's own";
  const Json result = Json::parse(lines[0]).at("result");
  EXPECT_EQ(result.at("inputRequests").dump(),
            R"({"who":{"method":"elicitation/create","params":{"message":"Your name?",)"
            R"("requestedSchema":{"type":"object","properties":{"name":{"type":"string"}}}}}})");
  EXPECT_FALSE(result.contains("content"));
}

TEST_F(StatelessQuestion, DoesNotShowItsState) {
  const std::string state = asked("tools/call", kGreet);

  EXPECT_THAT(state, ::testing::Not(HasSubstr("asked")));
}

struct Askable {
  const char* method;
  const char* params;
};

class AskingMethod : public StatelessQuestion, public ::testing::WithParamInterface<Askable> {};

TEST_P(AskingMethod, IsCompletedByTheAnswer) {
  const auto [method, params] = GetParam();
  const std::string state = asked(method, params);

  const Json answer = anew(method, params, state);

  ASSERT_TRUE(answer.contains("result")) << answer;
  EXPECT_EQ(answer.at("result").at("resultType"), "complete");
  EXPECT_THAT(answer.dump(), HasSubstr("Hello, Alice!"));
}

TEST_P(AskingMethod, RefusesATamperedState) {
  const auto [method, params] = GetParam();
  const std::string state = asked(method, params);

  EXPECT_EQ(code_of(anew(method, params, state + "-TAMPERED")), -32602);
}

INSTANTIATE_TEST_SUITE_P(Methods,
                         AskingMethod,
                         ::testing::Values(Askable{"tools/call", kGreet},
                                           Askable{"prompts/get", R"("name":"greeting")"},
                                           Askable{"resources/read", R"("uri":"toy://x")"}));

TEST_F(StatelessQuestion, RefusesTheStateOfAnotherTool) {
  const std::string state = asked("tools/call", kGreet);

  const Json answer = anew("tools/call", R"("name":"hail","arguments":{})", state);

  EXPECT_EQ(code_of(answer), -32602) << answer;
}

TEST_F(StatelessQuestion, RefusesTheStateOfOtherArguments) {
  const std::string state =
      asked("prompts/get", R"("name":"greeting","arguments":{"tone":"kind"})");

  const Json answer =
      anew("prompts/get", R"("name":"greeting","arguments":{"tone":"harsh"})", state);

  EXPECT_EQ(code_of(answer), -32602) << answer;
}

TEST_F(StatelessQuestion, RefusesTheStateOfAnotherServer) {
  ToyConnection other(server_that_asks());
  const Json question = other.ask(stateless_line(1, "tools/call", kGreet, kCanBeAsked));

  const Json answer =
      anew("tools/call", kGreet, question.at("result").at("requestState").get<std::string>());

  EXPECT_EQ(code_of(answer), -32602) << answer;
}

TEST_F(StatelessQuestion, RefusesAStateThatIsNoText) {
  for (const char* state : {"7", "null", "{}", "[]", "\"\""}) {
    const Json answer = connection_.ask(stateless_line(
        1, "tools/call", std::string(kGreet) + R"(,"requestState":)" + state, kCanBeAsked));

    EXPECT_EQ(code_of(answer), -32602) << state;
  }
}

TEST_F(StatelessQuestion, OfTheSameStateIsAnsweredTwice) {
  const std::string state = asked("tools/call", kGreet);

  anew("tools/call", kGreet, state);

  EXPECT_EQ(text_of(anew("tools/call", kGreet, state)), "Hello, Alice!")
      << "the answer may have been lost on its way";
}

class UselessAnswers : public StatelessQuestion,
                       public ::testing::WithParamInterface<const char*> {};

TEST_P(UselessAnswers, AreAskedForAgain) {
  const std::string state = asked("tools/call", kGreet);

  const Json answer = anew_with("tools/call", kGreet, GetParam(), state);

  ASSERT_TRUE(answer.contains("result")) << answer;
  EXPECT_EQ(answer.at("result").at("resultType"), "input_required");
  EXPECT_TRUE(answer.at("result").at("inputRequests").contains("who"));
}

INSTANTIATE_TEST_SUITE_P(
    Answers,
    UselessAnswers,
    ::testing::Values(R"("inputResponses":{})",
                      R"("inputResponses":null)",
                      R"("inputResponses":12345)",
                      R"("inputResponses":{"who":12345})",
                      R"("inputResponses":{"whom":{"action":"accept","content":{"name":"B"}}})",
                      R"("inputResponses":{"who":{"action":"accept"}})"));

TEST_F(StatelessQuestion, IgnoresAnswersToWhatWasNotAsked) {
  const std::string state = asked("tools/call", kGreet);
  const std::string responses = R"("inputResponses":{"what":7,"who":)" + std::string(kAlice) + "}";

  EXPECT_EQ(text_of(anew_with("tools/call", kGreet, responses, state)), "Hello, Alice!");
}

TEST_F(StatelessQuestion, LetsTheToolHearOfARefusal) {
  const std::string state = asked("tools/call", kGreet);

  const Json answer =
      anew_with("tools/call", kGreet, R"("inputResponses":{"who":{"action":"decline"}})", state);

  EXPECT_EQ(text_of(answer), "Nobody is greeted.");
}

class CannotBeAsked : public StatelessQuestion,
                      public ::testing::WithParamInterface<const char*> {};

TEST_P(CannotBeAsked, IsToldWhatItHadToDeclare) {
  const Json answer = connection_.ask(stateless_line(1, "tools/call", kGreet, GetParam()));

  EXPECT_EQ(code_of(answer), -32021) << answer;
  EXPECT_EQ(answer.at("error").at("data").dump(), R"({"requiredCapabilities":{"elicitation":{}}})");
  EXPECT_THAT(connection_.channel()->endings(), ElementsAre(Ending::refused));
}

INSTANTIATE_TEST_SUITE_P(Capabilities,
                         CannotBeAsked,
                         ::testing::Values("{}",
                                           R"({"sampling":{},"roots":{}})",
                                           R"({"elicitation":{"url":{}}})"));

TEST_F(StatelessQuestion, NeedsNoStateWhereNoneWasGiven) {
  ToyConnection connection(toy_server(
      {toy_tool("ask", [](const Json&, const CallContext& context) -> Result<ToolResult> {
        if (accepted_content(context.answers, "who") != nullptr) return ToolResult{.text = "done"};
        return ToolResult{
            .question = Question{.requests = {elicitation("who", "?", name_form())}, .state = {}}};
      })}));

  const Json question =
      connection.ask(stateless_line(1, "tools/call", R"("name":"ask")", kCanBeAsked));
  const Json answer = connection.ask(
      stateless_line(2,
                     "tools/call",
                     R"("name":"ask","inputResponses":{"who":)" + std::string(kAlice) + "}",
                     kCanBeAsked));

  EXPECT_FALSE(question.at("result").contains("requestState"));
  EXPECT_EQ(text_of(answer), "done");
}

TEST_F(StatelessQuestion, LeavesNothingOpen) {
  asked("tools/call", kGreet);

  EXPECT_EQ(connection_.peer()->requests()->size(), 0U);
  EXPECT_THAT(connection_.channel()->take(), IsEmpty());
}

}  // namespace
}  // namespace d1mcp::mcp
