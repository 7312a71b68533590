// Every method in every era, before and after a session has begun: which are served, and that the
// stateless era neither needs nor touches a session.

#include <gtest/gtest.h>
#include <string>

#include "mcp/method.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

constexpr int kServed = 0;
constexpr int kUnknown = -32601;
constexpr int kWrong = -32602;
constexpr int kInvalid = -32600;
constexpr int kNotDeclared = -32021;

struct Row {
  const char* method;
  const char* params;
  int bare;        ///< No `_meta`, no session.
  int in_session;  ///< After initialize.
  int stateless;   ///< With `_meta`, no session.
  int both;        ///< With `_meta`, after initialize.
};

constexpr const char* kInitialize =
    R"("protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"})";

const Row kRows[] = {
    {"initialize", kInitialize, kServed, kInvalid, kUnknown, kUnknown},
    {"ping", "", kServed, kServed, kUnknown, kUnknown},
    {"logging/setLevel", R"("level":"info")", kServed, kServed, kUnknown, kUnknown},
    {"server/discover", "", kUnknown, kUnknown, kServed, kServed},
    {"tools/list", "", kServed, kServed, kServed, kServed},
    {"tools/call", R"("name":"add","arguments":{"a":1})", kServed, kServed, kServed, kServed},
    {"resources/list", "", kServed, kServed, kServed, kServed},
    {"resources/templates/list", "", kServed, kServed, kServed, kServed},
    {"resources/read", R"("uri":"toy://nothing")", kWrong, kWrong, kWrong, kWrong},
    {"prompts/list", "", kServed, kServed, kServed, kServed},
    {"prompts/get", R"("name":"nothing")", kWrong, kWrong, kWrong, kWrong},
    {"completion/complete",
     R"("ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":""})",
     kServed,
     kServed,
     kServed,
     kServed},
    {"resources/subscribe", R"("uri":"toy://x")", kServed, kServed, kUnknown, kUnknown},
    {"resources/unsubscribe", R"("uri":"toy://x")", kServed, kServed, kUnknown, kUnknown},
    {"subscriptions/listen", "", kUnknown, kUnknown, kWrong, kWrong},
    {"tasks/get", R"("taskId":"none")", kUnknown, kUnknown, kNotDeclared, kNotDeclared},
    {"tasks/update", R"("taskId":"none")", kUnknown, kUnknown, kNotDeclared, kNotDeclared},
    {"tasks/cancel", R"("taskId":"none")", kUnknown, kUnknown, kNotDeclared, kNotDeclared},
    {"tasks/list", "", kUnknown, kUnknown, kUnknown, kUnknown},
    {"skills/list", "", kServed, kServed, kServed, kServed},
    {"skills/get", R"("uri":"skill://none/SKILL.md")", kWrong, kWrong, kWrong, kWrong},
    {"resources/directory/read", R"("uri":"skill://none")", kWrong, kWrong, kWrong, kWrong},
    {"unknown/method", "", kUnknown, kUnknown, kUnknown, kUnknown},
    {"TOOLS/LIST", "", kUnknown, kUnknown, kUnknown, kUnknown},
    {"", "", kUnknown, kUnknown, kUnknown, kUnknown}};

class EraMatrix : public ::testing::TestWithParam<Row> {};

TEST_P(EraMatrix, ServesEachMethodWhereItBelongs) {
  const Row& row = GetParam();
  ToyConnection fresh;
  ToyConnection begun;
  begun.ask(initialize_line("2025-11-25"));
  ToyConnection stateless;
  ToyConnection both;
  both.ask(initialize_line("2025-11-25"));

  EXPECT_EQ(code_of(fresh.ask(session_line(1, row.method, row.params))), row.bare);
  EXPECT_EQ(code_of(begun.ask(session_line(1, row.method, row.params))), row.in_session);
  EXPECT_EQ(code_of(stateless.ask(stateless_line(1, row.method, row.params))), row.stateless);
  EXPECT_EQ(code_of(both.ask(stateless_line(1, row.method, row.params))), row.both);
}

TEST_P(EraMatrix, SealsResultsOfTheStatelessEraOnly) {
  const Row& row = GetParam();
  ToyConnection connection;

  const Json stateless = connection.ask(stateless_line(1, row.method, row.params));
  ToyConnection fresh;
  const Json session = fresh.ask(session_line(1, row.method, row.params));

  if (stateless.contains("result")) {
    EXPECT_EQ(stateless.at("result").at("resultType"), "complete");
    EXPECT_EQ(
        stateless.at("result").at("_meta").at("io.modelcontextprotocol/serverInfo").at("name"),
        "toy");
  }
  if (session.contains("result")) {
    EXPECT_FALSE(session.at("result").contains("resultType"));
    EXPECT_FALSE(session.at("result").contains("ttlMs"));
    EXPECT_FALSE(session.at("result").contains("_meta"));
  }
}

TEST_P(EraMatrix, LeavesNoSessionBehindAStatelessRequest) {
  ToyConnection connection;

  connection.ask(stateless_line(1, GetParam().method, GetParam().params));

  EXPECT_EQ(connection.peer()->session().revision(), std::nullopt);
  EXPECT_EQ(connection.peer()->requests()->size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Methods, EraMatrix, ::testing::ValuesIn(kRows));

TEST(EraMatrix, NamesEveryMethodOfTheTable) {
  for (const Method& method : all_methods()) {
    EXPECT_TRUE(std::ranges::any_of(kRows, [&](const Row& row) {
      return method.name == row.method;
    })) << method.name;
  }
}

TEST(EraMatrix, GivesCachingHintsForEveryListAndTheDiscovery) {
  for (const char* method : {"server/discover",
                             "tools/list",
                             "resources/list",
                             "resources/templates/list",
                             "prompts/list"}) {
    ToyConnection connection;

    const Json result = connection.ask(stateless_line(1, method)).at("result");

    EXPECT_TRUE(result.at("ttlMs").is_number_unsigned()) << method;
    EXPECT_TRUE(result.at("cacheScope") == "public" || result.at("cacheScope") == "private")
        << method;
  }
}

}  // namespace
}  // namespace d1mcp::mcp
