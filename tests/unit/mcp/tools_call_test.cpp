// tools/list and tools/call as a client sees them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

std::string call_line(const std::string& tool,
                      const std::string& arguments,
                      const std::string& more = {}) {
  return session_line(
      1, "tools/call", R"("name":")" + tool + R"(","arguments":)" + arguments + more);
}

Json call(const std::string& revision, const std::string& line) {
  ToyConnection connection;
  connection.ask(initialize_line(revision));
  return connection.ask(line);
}

TEST(ToolsCall, GivesTextAndStructure) {
  const Json answer = call("2025-11-25", call_line("add", R"({"a":2,"b":3})"));

  EXPECT_EQ(answer.at("result").dump(),
            R"({"content":[{"type":"text","text":"{\"sum\":5}"}],"structuredContent":{"sum":5}})");
}

TEST(ToolsCall, HandsOverDefaultsAndWholeNumbers) {
  EXPECT_EQ(text_of(call("2025-11-25", call_line("add", R"({"a":2.0})"))), R"({"sum":7})");
}

TEST(ToolsCall, MayLeaveOutArguments) {
  const Json answer = call("2025-11-25", session_line(1, "tools/call", R"("name":"count")"));

  EXPECT_EQ(text_of(answer), "counted to 3");
}

TEST(ToolsCall, ReportsAFailureToTheModel) {
  const Json result = call("2025-11-25", call_line("fail", "{}")).at("result");

  EXPECT_EQ(result.at("isError"), true);
  EXPECT_EQ(result.at("content")[0].at("text"),
            "q.sql:2:15 (statement 1): there is no table \"usres\"\ndid you mean users?");
  EXPECT_EQ(result.at("_meta").at("d1-mcp/error").at("code"), "not_found");
}

TEST(ToolsCall, KeepsTheDetailsOfABugToItself) {
  const Json answer = call("2025-11-25", call_line("break", "{}"));

  EXPECT_EQ(answer.at("error").at("code"), -32603);
  EXPECT_THAT(answer.dump(), Not(HasSubstr("secret")));
}

TEST(ToolsCall, SuggestsAToolForAnUnknownName) {
  const Json answer = call("2025-11-25", call_line("ad", "{}"));

  EXPECT_EQ(answer.at("error").at("code"), -32602);
  EXPECT_EQ(answer.at("error").at("message"), R"(there is no tool named "ad"; did you mean add?)");
}

class WrongArguments : public ::testing::TestWithParam<const char*> {};

TEST_P(WrongArguments, AreAResultFromTheRevisionThatSaysSo) {
  const Json answer = call(GetParam(), call_line("add", R"({"a":"x","bb":1})"));

  const std::string problems =
      "bb: unknown, remove it; did you mean b?\n"
      "a: expected an integer from 0 to 1000, found the string \"x\"";
  if (std::string(GetParam()) == "2025-11-25") {
    EXPECT_EQ(answer.at("result").at("isError"), true);
    EXPECT_THAT(text_of(answer), HasSubstr(problems));
  } else {
    EXPECT_EQ(answer.at("error").at("code"), -32602);
    EXPECT_EQ(answer.at("error").at("message"), problems);
  }
}

INSTANTIATE_TEST_SUITE_P(Revisions,
                         WrongArguments,
                         ::testing::Values("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"));

class WrongParams : public ::testing::TestWithParam<const char*> {};

TEST_P(WrongParams, AreInvalidParams) {
  const Json answer = call("2025-11-25", session_line(1, "tools/call", GetParam()));

  EXPECT_EQ(answer.at("error").at("code"), -32602);
}

INSTANTIATE_TEST_SUITE_P(Params,
                         WrongParams,
                         ::testing::Values("",
                                           R"("name":7)",
                                           R"("name":null)",
                                           R"("name":"")",
                                           R"("name":"add","arguments":[])",
                                           R"("name":"add","arguments":null)"));

class OldRevision : public ::testing::TestWithParam<const char*> {};

TEST_P(OldRevision, GetsNoStructureAndNoLinks) {
  const Json result = call(GetParam(), call_line("count", "{}")).at("result");

  EXPECT_FALSE(result.contains("structuredContent"));
  EXPECT_EQ(result.at("content")[1].dump(), R"({"type":"text","text":"toy://numbers"})");
}

TEST_P(OldRevision, SeesNoTitlesAndOutputSchemas) {
  ToyConnection connection;
  connection.ask(initialize_line(GetParam()));

  const Json tool = connection.ask(session_line(1, "tools/list")).at("result").at("tools")[0];

  EXPECT_FALSE(tool.contains("title"));
  EXPECT_FALSE(tool.contains("outputSchema"));
}

INSTANTIATE_TEST_SUITE_P(Revisions, OldRevision, ::testing::Values("2024-11-05", "2025-03-26"));

TEST(ToolsCall, ReportsProgressToThoseWhoAsk) {
  ToyConnection connection;

  const auto lines = connection.say(call_line("count", "{}", R"(,"_meta":{"progressToken":"p"})"));

  ASSERT_THAT(lines, SizeIs(4));
  EXPECT_EQ(lines[0],
            R"({"jsonrpc":"2.0","method":"notifications/progress","params":)"
            R"({"progressToken":"p","progress":1,"total":3,"message":"counting"}})");
  EXPECT_THAT(lines[2], HasSubstr(R"("progress":3)"));
  EXPECT_THAT(lines[3], HasSubstr("result"));
}

TEST(ToolsCall, ReportsNoProgressUnasked) {
  ToyConnection connection;

  EXPECT_THAT(connection.say(call_line("count", "{}")), SizeIs(1));
  EXPECT_THAT(connection.say(call_line("count", "{}", R"(,"_meta":{"progressToken":1.5})")),
              SizeIs(1));
}

TEST(ToolsCall, LogsToASessionFromTheLevelItSet) {
  ToyConnection connection;

  EXPECT_THAT(connection.say(call_line("fail", "{}")), SizeIs(1)) << "nothing unasked";
  connection.ask(session_line(2, "logging/setLevel", R"("level":"debug")"));
  const auto chatty = connection.say(call_line("fail", "{}"));
  connection.ask(session_line(3, "logging/setLevel", R"("level":"error")"));
  const auto quiet = connection.say(call_line("fail", "{}"));

  ASSERT_THAT(chatty, SizeIs(2));
  EXPECT_EQ(chatty[0],
            R"({"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info",)"
            R"("logger":"toy","data":"fail failed: there is no table \"usres\""}})");
  EXPECT_THAT(quiet, SizeIs(1));
}

TEST(ToolsCall, LogsToAStatelessRequestThatAsks) {
  ToyConnection connection;
  std::string line = stateless_line(1, "tools/call", R"("name":"fail")");
  EXPECT_THAT(connection.say(line), SizeIs(1));

  line.insert(line.find(R"("io.modelcontextprotocol/client)"),
              R"("io.modelcontextprotocol/logLevel":"info",)");

  EXPECT_THAT(connection.say(line), SizeIs(2));
}

TEST(ToolsList, IsTheSameBytesEveryTime) {
  ToyConnection first;
  ToyConnection second;

  const auto line = stateless_line(1, "tools/list");

  EXPECT_EQ(first.say(line), first.say(line));
  EXPECT_EQ(first.say(line), second.say(line));
}

TEST(ToolsList, KeepsTheExamplesToItself) {
  ToyConnection connection;

  EXPECT_THAT(connection.say(stateless_line(1, "tools/list"))[0], Not(HasSubstr("examples")));
}

}  // namespace
}  // namespace d1mcp::mcp
