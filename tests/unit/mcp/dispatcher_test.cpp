// How messages are admitted, cancelled and answered, on one connection.

#include "mcp/dispatcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <thread>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string wait_line(int id) {
  return session_line(id, "tools/call", R"("name":"wait")");
}

TEST(Dispatcher, GivesBackWhatMayTakeLongAndDoesTheRest) {
  ToyConnection connection;

  EXPECT_THAT(connection.receive(session_line(1, "ping")), IsEmpty());
  EXPECT_THAT(connection.channel()->take(), SizeIs(1));
  auto jobs = connection.receive(wait_line(2));
  EXPECT_THAT(jobs, SizeIs(1));
  EXPECT_THAT(connection.channel()->take(), IsEmpty());
  jobs.clear();
}

TEST(Dispatcher, AnswersAJobThatIsNeverRun) {
  ToyConnection connection;

  connection.receive(wait_line(1)).clear();

  EXPECT_THAT(connection.channel()->take(),
              ElementsAre(HasSubstr(R"("id":1,"error":{"code":-32603)")));
}

TEST(Dispatcher, IsSilentAboutACancelledJob) {
  ToyConnection connection;
  auto jobs = connection.receive(wait_line(1));

  connection.say(cancel_line("1"));
  std::move(jobs.at(0)).run();

  EXPECT_THAT(connection.channel()->take(), ElementsAre("(silent)"));
}

TEST(Dispatcher, StopsARunningToolOnCancel) {
  ToyConnection connection;
  auto jobs = connection.receive(wait_line(1));
  std::thread worker([&] { std::move(jobs.at(0)).run(); });

  connection.receive(cancel_line("1"));
  worker.join();

  EXPECT_THAT(connection.channel()->take(), ElementsAre("(silent)"));
}

TEST(Dispatcher, IgnoresACancelOfSomethingElse) {
  ToyConnection connection;
  auto jobs = connection.receive(session_line(1, "tools/call", R"("name":"count")"));

  connection.say(cancel_line("2"));
  connection.say(cancel_line("\"1\""));
  connection.say(cancel_line("null"));
  connection.say(R"({"jsonrpc":"2.0","method":"notifications/cancelled"})");
  std::move(jobs.at(0)).run();

  EXPECT_THAT(connection.channel()->take(), ElementsAre(HasSubstr("counted to 3")));
}

TEST(Dispatcher, RefusesAnIdThatIsInUse) {
  ToyConnection connection;
  auto jobs = connection.receive(wait_line(1));

  EXPECT_THAT(connection.say(session_line(1, "ping")),
              ElementsAre(HasSubstr(R"("id":1,"error":{"code":-32600)")));
  connection.say(cancel_line("1"));
  std::move(jobs.at(0)).run();
  connection.channel()->take();

  EXPECT_THAT(connection.say(session_line(1, "ping")), ElementsAre(HasSubstr("result")))
      << "free again";
}

TEST(Dispatcher, LimitsTheRequestsInFlightButStillAnswersPing) {
  ToyConnection connection;
  std::vector<Job> jobs;
  for (int id = 0; id < 64; ++id)
    jobs.push_back(std::move(connection.receive(wait_line(id)).at(0)));

  EXPECT_EQ(code_of(connection.ask(wait_line(64))), -32600);
  EXPECT_TRUE(connection.ask(session_line(65, "ping")).contains("result"));
  connection.peer()->requests()->cancel_all();
}

TEST(Dispatcher, NeverAnswersNotificationsAndResponses) {
  ToyConnection connection;

  for (const char* line :
       {R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
        R"({"jsonrpc":"2.0","method":"notifications/unknown","params":[]})",
        R"({"jsonrpc":"2.0","method":"tools/call"})",
        R"({"jsonrpc":"2.0","id":1,"result":{}})",
        R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}})"}) {
    EXPECT_THAT(connection.say(line), IsEmpty()) << line;
  }
}

TEST(Dispatcher, HoldsAConnectionToTheStatelessEraOnceItSpokeIt) {
  ToyConnection connection;
  connection.ask(stateless_line(1, "tools/list"));

  EXPECT_EQ(code_of(connection.ask(session_line(2, "tools/list"))), -32602);
  const Json refused = connection.ask(initialize_line("2025-11-25"));

  EXPECT_EQ(refused.at("error").at("code"), -32022);
  EXPECT_EQ(refused.at("error").at("data").dump(),
            R"({"supported":["2026-07-28"],"requested":"2025-11-25"})");
}

TEST(Dispatcher, IsNotHeldByDiscoveryOrByARefusedRequest) {
  ToyConnection connection;
  connection.ask(stateless_line(1, "server/discover"));
  connection.ask(session_line(
      2, "tools/list", R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"})"));

  EXPECT_TRUE(connection.ask(initialize_line("2025-11-25")).contains("result"));
}

TEST(Dispatcher, ServesStatelessRequestsBesideASession) {
  ToyConnection connection;
  connection.ask(initialize_line("2025-06-18"));

  EXPECT_EQ(connection.ask(stateless_line(1, "tools/list")).at("result").at("resultType"),
            "complete");
  EXPECT_FALSE(connection.ask(session_line(2, "tools/list")).at("result").contains("resultType"));
}

struct Meta {
  const char* what;
  const char* meta;
  int code;
};

class StatelessMeta : public ::testing::TestWithParam<Meta> {};

TEST_P(StatelessMeta, IsChecked) {
  ToyConnection connection;

  const Json answer = connection.ask(
      session_line(1, "tools/list", "\"_meta\":{" + std::string(GetParam().meta) + "}"));

  EXPECT_EQ(code_of(answer), GetParam().code) << answer;
  EXPECT_EQ(answer.at("id"), 1);
}

#define VERSION R"("io.modelcontextprotocol/protocolVersion":)"
#define CAPABILITIES R"("io.modelcontextprotocol/clientCapabilities":)"

INSTANTIATE_TEST_SUITE_P(
    Requests,
    StatelessMeta,
    ::testing::Values(
        Meta{"complete", VERSION R"("2026-07-28",)" CAPABILITIES "{}", 0},
        Meta{"client_info",
             VERSION R"("2026-07-28",)" CAPABILITIES
                     R"({},"io.modelcontextprotocol/clientInfo":{})",
             0},
        Meta{"unknown_version", VERSION R"("v999.0.0",)" CAPABILITIES "{}", -32022},
        Meta{"session_version", VERSION R"("2025-11-25",)" CAPABILITIES "{}", -32022},
        Meta{"number_version", VERSION "7," CAPABILITIES "{}", -32602},
        Meta{"no_capabilities", VERSION R"("2026-07-28")", -32602},
        Meta{"array_capabilities", VERSION R"("2026-07-28",)" CAPABILITIES "[]", -32602},
        Meta{"text_client_info",
             VERSION R"("2026-07-28",)" CAPABILITIES
                     R"({},"io.modelcontextprotocol/clientInfo":"x")",
             -32602},
        Meta{"loud",
             VERSION R"("2026-07-28",)" CAPABILITIES
                     R"({},"io.modelcontextprotocol/logLevel":"loud")",
             -32602},
        Meta{"unknown_version_first", VERSION R"("v999.0.0")", -32022}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(Initialize, RepeatsAKnownRevisionAndOffersTheNewestOtherwise) {
  for (const char* revision : {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"}) {
    ToyConnection connection;
    EXPECT_EQ(connection.ask(initialize_line(revision)).at("result").at("protocolVersion"),
              revision);
  }
  for (const char* revision : {"2026-07-28", "1999-01-01", ""}) {
    ToyConnection connection;
    EXPECT_EQ(connection.ask(initialize_line(revision)).at("result").at("protocolVersion"),
              "2025-11-25");
  }
}

TEST(Initialize, TellsOldClientsOnlyWhatTheyKnow) {
  ToyConnection connection;

  const Json result = connection.ask(initialize_line("2024-11-05")).at("result");

  EXPECT_EQ(
      result.dump(),
      R"({"protocolVersion":"2024-11-05","capabilities":{"logging":{},"prompts":{},"resources":{},)"
      R"("tools":{}},"serverInfo":{"name":"toy","version":"1.2.3"},"instructions":"Play."})");
}

TEST(Initialize, WithWrongParamsBeginsNothing) {
  for (const char* params :
       {"", R"("protocolVersion":7)", R"("protocolVersion":"2025-11-25","capabilities":[])"}) {
    ToyConnection connection;
    EXPECT_EQ(code_of(connection.ask(session_line(1, "initialize", params))), -32602) << params;
    EXPECT_EQ(connection.peer()->session().revision(), std::nullopt);
  }
}

TEST(SetLevel, RefusesUnknownLevels) {
  ToyConnection connection;

  EXPECT_EQ(code_of(connection.ask(session_line(1, "logging/setLevel", R"("level":"loud")"))),
            -32602);
  EXPECT_EQ(code_of(connection.ask(session_line(2, "logging/setLevel"))), -32602);
  EXPECT_EQ(connection.ask(session_line(3, "logging/setLevel", R"("level":"info")")).at("result"),
            Json::object());
}

TEST(ReadResource, NamesTheUriThatIsNotThere) {
  ToyConnection connection;

  const Json error =
      connection.ask(stateless_line(1, "resources/read", R"("uri":"toy://x")")).at("error");

  EXPECT_EQ(error.at("data").dump(), R"({"uri":"toy://x"})");
}

class BatchOf : public ::testing::TestWithParam<const char*> {};

constexpr const char* kTwoPings =
    R"([{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}])";

TEST_P(BatchOf, OldRevisionsIsAnsweredByOneArray) {
  ToyConnection connection;
  connection.ask(initialize_line(GetParam()));

  EXPECT_THAT(
      connection.say(kTwoPings),
      ElementsAre(
          R"([{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{}}])"));
}

INSTANTIATE_TEST_SUITE_P(Revisions, BatchOf, ::testing::Values("2024-11-05", "2025-03-26"));

class NoBatchOf : public ::testing::TestWithParam<const char*> {};

TEST_P(NoBatchOf, NewerRevisions) {
  ToyConnection connection;
  connection.ask(initialize_line(GetParam()));

  EXPECT_THAT(connection.say(kTwoPings),
              ElementsAre(HasSubstr(R"({"jsonrpc":"2.0","error":{"code":-32600)")));
}

INSTANTIATE_TEST_SUITE_P(Revisions, NoBatchOf, ::testing::Values("2025-06-18", "2025-11-25"));

TEST(Batch, IsRefusedWithAStatelessElementOrBeforeInitialize) {
  ToyConnection connection;
  EXPECT_EQ(code_of(connection.ask(kTwoPings)), -32600);
  connection.ask(initialize_line("2025-03-26"));

  EXPECT_EQ(code_of(connection.ask("[" + stateless_line(1, "tools/list") + "]")), -32600);
}

TEST(Batch, OfNotificationsIsNotAnswered) {
  ToyConnection connection;
  connection.ask(initialize_line("2025-03-26"));

  EXPECT_THAT(connection.say(R"([{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}])"),
              IsEmpty());
}

TEST(Batch, AnswersTheBadElementsToo) {
  ToyConnection connection;
  connection.ask(initialize_line("2025-03-26"));

  const Json answers = connection.ask(
      R"([7,{"jsonrpc":"2.0","id":1,"method":"ping"},)"
      R"({"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"x"}}])");

  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0].at("error").at("code"), -32600);
  EXPECT_EQ(answers[1].at("result"), Json::object());
  EXPECT_EQ(answers[2].at("error").at("code"), -32600);
}

TEST(Batch, WaitsForItsSlowElements) {
  ToyConnection connection;
  connection.ask(initialize_line("2025-03-26"));
  auto jobs = connection.receive("[" + wait_line(1) + "," + session_line(2, "ping") + "]");
  EXPECT_THAT(connection.channel()->take(), IsEmpty());

  connection.say(cancel_line("1"));
  std::move(jobs.at(0)).run();

  EXPECT_THAT(connection.channel()->take(),
              ElementsAre(R"([{"jsonrpc":"2.0","id":2,"result":{}}])"));
}

}  // namespace
}  // namespace d1mcp::mcp
