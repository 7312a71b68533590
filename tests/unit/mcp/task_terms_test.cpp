// Whose calls become tasks, who may ask for them, and how many there may be.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "mcp/task_store.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

constexpr const char* kCallGreet = R"("name":"greet")";

Server server_of_uses() {
  const auto work = [](const Json&, const CallContext&) -> Result<ToolResult> {
    return ToolResult{.text = "done"};
  };
  const auto named = [&](const char* name, TaskUse use) {
    return usable_as_task(toy_tool(name, work), use);
  };
  return toy_server({toy_tool("plain", work),
                     named("may", TaskUse::optional),
                     named("must", TaskUse::required),
                     named("never", TaskUse::never),
                     usable_as_task(toy_tool("greet", ask_and_greet), TaskUse::optional)});
}

class TaskTerms : public ::testing::Test {
 protected:
  Json ask(const std::string& method,
           const std::string& params,
           const std::string& capabilities = kKnowsTasks) {
    return connection_.ask(stateless_line(1, method, params, capabilities));
  }

  /// The params that name a new task, which waits for an answer.
  static std::string new_task(ToyConnection& connection) {
    const Json answer = connection.ask(stateless_line(1, "tools/call", kCallGreet, kKnowsTasks));
    return R"("taskId":)" + answer.at("result").at("taskId").dump();
  }

  ToyConnection connection_{server_of_uses()};
};

struct TaskCall {
  const char* tool;
  const char* capabilities;
  const char* kind;  ///< Of the result.
  int code;
};

class CallOfClient : public TaskTerms, public ::testing::WithParamInterface<TaskCall> {};

TEST_P(CallOfClient, BecomesATaskWhereBothSidesAllow) {
  const auto [tool, capabilities, kind, code] = GetParam();

  const Json answer = ask("tools/call", R"("name":")" + std::string(tool) + "\"", capabilities);

  EXPECT_EQ(code_of(answer), code);
  if (code == 0) {
    EXPECT_EQ(answer.at("result").at("resultType"), kind);
  }
}

INSTANTIATE_TEST_SUITE_P(Clients,
                         CallOfClient,
                         ::testing::Values(TaskCall{"may", kKnowsTasks, "task", 0},
                                           TaskCall{"may", "{}", "complete", 0},
                                           TaskCall{"may", R"({"tasks":{}})", "complete", 0},
                                           TaskCall{"must", kKnowsTasks, "task", 0},
                                           TaskCall{"must", "{}", "", -32021},
                                           TaskCall{"never", kKnowsTasks, "complete", 0},
                                           TaskCall{"plain", kKnowsTasks, "complete", 0}));

TEST_F(TaskTerms, TakeNoNoticeOfHintsInTheParams) {
  const Json answer = ask("tools/call", R"("name":"plain","task":{"ttl":60000})");

  EXPECT_EQ(answer.at("result").at("resultType"), "complete");
}

TEST_F(TaskTerms, HoldForEachRequest) {
  ask("tools/call", R"("name":"may")");

  EXPECT_EQ(ask("tools/call", R"("name":"may")", "{}").at("result").at("resultType"), "complete");
}

TEST_F(TaskTerms, DoNotHoldInSessions) {
  connection_.ask(initialize_line("2025-11-25", kKnowsTasks));

  const Json may = connection_.ask(session_line(1, "tools/call", R"("name":"may")"));
  const Json must = connection_.ask(session_line(2, "tools/call", R"("name":"must")"));

  EXPECT_EQ(text_of(may), "done") << "a session has no way to ask for the task";
  EXPECT_EQ(code_of(must), -32021);
}

TEST_F(TaskTerms, AreDeclaredToStatelessClients) {
  const Json session = connection_.ask(initialize_line("2025-11-25")).at("result");
  const Json stateless = ask("server/discover", "").at("result");
  ToyConnection without(toy_server({toy_tool("greet", ask_and_greet)}));

  EXPECT_EQ(stateless.at("capabilities").at("extensions").dump(),
            R"({"io.modelcontextprotocol/tasks":{}})");
  EXPECT_FALSE(session.at("capabilities").contains("extensions"));
  EXPECT_FALSE(without.ask(stateless_line(1, "server/discover"))
                   .at("result")
                   .at("capabilities")
                   .contains("extensions"));
}

class TaskMethod : public TaskTerms, public ::testing::WithParamInterface<const char*> {};

TEST_P(TaskMethod, RefusesAnUnknownTask) {
  for (const char* params : {R"("taskId":"none","inputResponses":{})", R"("taskId":7)", ""}) {
    EXPECT_EQ(code_of(ask(GetParam(), params)), -32602) << params;
  }
}

TEST_P(TaskMethod, RefusesAClientThatDoesNotDeclareTasks) {
  const std::string task = new_task(connection_);

  const Json answer = ask(GetParam(), task, R"({"elicitation":{}})");

  EXPECT_EQ(code_of(answer), -32021);
  EXPECT_EQ(answer.at("error").at("data").dump(),
            R"({"requiredCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}})");
  EXPECT_EQ(ask("tasks/get", task).at("result").at("status"), "input_required")
      << "nothing has happened to it";
}

TEST_P(TaskMethod, RefusesATaskOfAnotherServer) {
  ToyConnection other(server_of_uses());
  const std::string task = new_task(other);

  EXPECT_EQ(code_of(ask(GetParam(), task + R"(,"inputResponses":{})")), -32602);
}

INSTANTIATE_TEST_SUITE_P(Methods,
                         TaskMethod,
                         ::testing::Values("tasks/get", "tasks/update", "tasks/cancel"));

TEST_F(TaskTerms, LimitTheTasksThatHaveNotEnded) {
  const std::string first = new_task(connection_);
  for (std::size_t count = 1; count < TaskStore::kMost; ++count) new_task(connection_);

  EXPECT_EQ(code_of(ask("tools/call", kCallGreet)), -32600);
  ask("tasks/cancel", first);

  EXPECT_EQ(code_of(ask("tools/call", kCallGreet)), 0) << "there is room again";
}

}  // namespace
}  // namespace d1mcp::mcp
