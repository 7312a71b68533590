// The tasks extension: calls that are answered by a handle, and run on.

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "mcp/audience.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class Tasks : public ::testing::Test {
 protected:
  /// The handle of a call that became a task.
  Json start(const std::string& tool) {
    const Json answer = ask("tools/call", R"("name":")" + tool + "\"", kKnowsTasks).at("result");
    EXPECT_EQ(answer.at("resultType"), "task") << answer;
    return answer;
  }

  Json ask(const std::string& method,
           const std::string& params,
           const std::string& capabilities = kKnowsTasks) {
    return connection_.ask(stateless_line(1, method, params, capabilities));
  }

  Json get(const Json& handle) { return ask("tasks/get", named(handle)).at("result"); }

  Json update(const Json& handle, const std::string& responses) {
    return ask("tasks/update", named(handle) + R"(,"inputResponses":)" + responses);
  }

  static std::string named(const Json& handle) {
    return R"("taskId":)" + handle.at("taskId").dump();
  }

  Server server_with_tasks() {
    const auto work = [this](const Json&, const CallContext& context) -> Result<ToolResult> {
      meanwhile_();
      TRY(context.work.check());
      return ToolResult{.structured = {{"done", true}}, .text = "done"};
    };
    std::vector<Tool> tools = toy_tools();
    for (Tool& tool : tools) tool = usable_as_task(std::move(tool), TaskUse::optional);
    tools.push_back(usable_as_task(toy_tool("may", work), TaskUse::optional));
    tools.push_back(usable_as_task(toy_tool("greet", ask_and_greet), TaskUse::optional));
    tools.push_back(usable_as_task(
        toy_tool("refuse",
                 [](const Json&, const CallContext&) -> Result<ToolResult> {
                   return ToolResult{.fault = jsonrpc::Fault{.code = jsonrpc::Code::invalid_params,
                                                             .message = "not so"}};
                 }),
        TaskUse::optional));
    return toy_server(std::move(tools));
  }

  std::function<void()> meanwhile_ = [] {};  ///< What happens while "may" runs.
  Server server_ = server_with_tasks();
  std::shared_ptr<Audience> audience_ = server_.audience;
  ToyConnection connection_{std::move(server_)};
};

TEST_F(Tasks, AreAnsweredByAHandleBeforeTheyRun) {
  std::vector<std::string> sent_before;
  meanwhile_ = [&] { sent_before = connection_.channel()->take(); };

  connection_.say(stateless_line(1, "tools/call", R"("name":"may")", kKnowsTasks));

  ASSERT_THAT(sent_before, SizeIs(1));
  const Json handle = Json::parse(sent_before[0]).at("result");
  EXPECT_EQ(handle.at("resultType"), "task");
  EXPECT_EQ(handle.at("status"), "working");
  for (const char* absent : {"task", "result", "error", "inputRequests", "requestState"}) {
    EXPECT_FALSE(handle.contains(absent)) << absent;
  }
}

TEST_F(Tasks, CanBePolledWhileTheyRun) {
  Json seen;
  meanwhile_ = [&] {
    const Json handle = Json::parse(connection_.channel()->take().at(0)).at("result");
    seen = get(handle);
  };

  connection_.say(stateless_line(1, "tools/call", R"("name":"may")", kKnowsTasks));

  EXPECT_EQ(seen.at("resultType"), "complete");
  EXPECT_EQ(seen.at("status"), "working");
  EXPECT_FALSE(seen.contains("result"));
}

TEST_F(Tasks, KeepTheResultOfTheTool) {
  const Json task = get(start("may"));

  EXPECT_EQ(task.at("status"), "completed");
  EXPECT_EQ(task.at("result").at("content")[0].at("text"), "done");
  EXPECT_EQ(task.at("result").at("structuredContent").dump(), R"({"done":true})");
  EXPECT_EQ(task.at("resultType"), "complete");
}

TEST_F(Tasks, AreCompletedByAToolThatFails) {
  const Json task = get(start("fail"));

  EXPECT_EQ(task.at("status"), "completed");
  EXPECT_EQ(task.at("result").at("isError"), true);
}

TEST_F(Tasks, FailByAnErrorOfTheProtocol) {
  const Json task = get(start("refuse"));

  EXPECT_EQ(task.at("status"), "failed");
  EXPECT_EQ(task.at("error").dump(), R"({"code":-32602,"message":"not so"})");
  EXPECT_FALSE(task.contains("result"));
}

TEST_F(Tasks, KeepTheDetailsOfABugToThemselves) {
  const Json task = get(start("break"));

  EXPECT_EQ(task.at("status"), "failed");
  EXPECT_EQ(task.at("error").at("code"), -32603);
  EXPECT_THAT(task.dump(), ::testing::Not(HasSubstr("secret")));
}

TEST_F(Tasks, AskForInputAndGoOn) {
  const Json handle = start("greet");
  const Json asking = get(handle);
  EXPECT_EQ(asking.at("status"), "input_required");
  EXPECT_EQ(asking.at("inputRequests").at("who").at("method"), "elicitation/create");

  const Json acknowledged = update(handle, R"({"who":)" + std::string(kAlice) + "}");

  EXPECT_EQ(acknowledged.at("result").at("resultType"), "complete");
  EXPECT_FALSE(acknowledged.at("result").contains("taskId"));
  EXPECT_EQ(get(handle).at("result").at("content")[0].at("text"), "Hello, Alice!");
}

TEST_F(Tasks, IgnoreAnswersToWhatIsNotAsked) {
  const Json handle = start("greet");

  EXPECT_TRUE(update(handle, R"({"whom":{}})").contains("result"));

  EXPECT_EQ(get(handle).at("status"), "input_required");
}

TEST_F(Tasks, IgnoreAnswersAfterTheEnd) {
  const Json handle = start("may");
  const Json before = get(handle);

  EXPECT_TRUE(update(handle, R"({"who":{}})").contains("result"));

  EXPECT_EQ(get(handle), before);
}

TEST_F(Tasks, FailWhenTheClientCannotBeAsked) {
  const std::string no_dialogues = R"({"extensions":{"io.modelcontextprotocol/tasks":{}}})";
  const Json handle = ask("tools/call", R"("name":"greet")", no_dialogues).at("result");

  const Json task = get(handle);

  EXPECT_EQ(task.at("status"), "failed");
  EXPECT_EQ(task.at("error").at("code"), -32021);
  EXPECT_EQ(task.at("error").at("data").dump(), R"({"requiredCapabilities":{"elicitation":{}}})");
}

TEST_F(Tasks, StopTheToolWhenCancelled) {
  Json handle;
  meanwhile_ = [&] {
    handle = Json::parse(connection_.channel()->take().at(0)).at("result");
    EXPECT_EQ(ask("tasks/cancel", named(handle)).at("result").at("resultType"), "complete");
  };

  connection_.say(stateless_line(1, "tools/call", R"("name":"may")", kKnowsTasks));

  const Json task = get(handle);
  EXPECT_EQ(task.at("status"), "cancelled");
  EXPECT_FALSE(task.contains("result"));
}

TEST_F(Tasks, CanBeCancelledAgainAndAgain) {
  const Json handle = start("greet");

  EXPECT_TRUE(ask("tasks/cancel", named(handle)).contains("result"));
  EXPECT_TRUE(ask("tasks/cancel", named(handle)).contains("result"));

  EXPECT_EQ(get(handle).at("status"), "cancelled");
}

TEST_F(Tasks, StayCompletedWhenCancelledTooLate) {
  const Json handle = start("may");

  EXPECT_TRUE(ask("tasks/cancel", named(handle)).contains("result"));

  EXPECT_EQ(get(handle).at("status"), "completed");
}

TEST_F(Tasks, OutliveTheCancelOfTheirCall) {
  const Json handle = start("greet");

  connection_.say(cancel_line("1"));

  EXPECT_EQ(get(handle).at("status"), "input_required");
}

TEST_F(Tasks, NeedAnswersThatAreAnObject) {
  const Json handle = start("greet");

  EXPECT_EQ(code_of(update(handle, "[]")), -32602);
  EXPECT_EQ(code_of(ask("tasks/update", named(handle))), -32602);
}

TEST_F(Tasks, AreToldOfToThoseWhoListen) {
  const Json handle = start("greet");
  connection_.say(
      stateless_line(9,
                     "subscriptions/listen",
                     R"("notifications":{"taskIds":[)" + handle.at("taskId").dump() + "]}",
                     kKnowsTasks));

  const auto lines =
      connection_.say(stateless_line(2,
                                     "tasks/update",
                                     named(handle) + R"(,"inputResponses":{"who":)" + kAlice + "}",
                                     kKnowsTasks));

  ASSERT_THAT(lines,
              ElementsAre(HasSubstr(R"("status":"working")"),
                          HasSubstr(R"("id":2)"),
                          HasSubstr(R"("status":"completed")")));
  const Json told = Json::parse(lines[2]);
  EXPECT_EQ(told.at("method"), "notifications/tasks");
  EXPECT_EQ(told.at("params").at("result").at("content")[0].at("text"), "Hello, Alice!");
  EXPECT_EQ(told.at("params").at("_meta").at("io.modelcontextprotocol/subscriptionId"), 9);
}

}  // namespace
}  // namespace d1mcp::mcp
