#include "mcp/completion.hpp"

#include <gtest/gtest.h>
#include <string>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

constexpr const char* kOfPrompt = R"("ref":{"type":"ref/prompt","name":"p"},)";
constexpr const char* kOfTemplate = R"("ref":{"type":"ref/resource","uri":"toy://{x}"},)";
constexpr const char* kArgument = R"("argument":{"name":"table","value":"us"})";

Server server_that_completes(Completer complete) {
  Server server = toy_server();
  server.complete = std::move(complete);
  return server;
}

/// The query that the server is asked.
CompletionQuery query_of(const std::string& params) {
  CompletionQuery seen;
  ToyConnection connection(server_that_completes(
      [&](const CompletionQuery& query, const CallContext&) -> Result<std::vector<std::string>> {
        seen = query;
        return std::vector<std::string>{};
      }));
  EXPECT_EQ(code_of(connection.ask(session_line(1, "completion/complete", params))), 0);
  return seen;
}

/// What a client is shown of `count` values.
Json shown_of(int count) {
  ToyConnection connection(server_that_completes(
      [count](const CompletionQuery&, const CallContext&) -> Result<std::vector<std::string>> {
        std::vector<std::string> values;
        for (int number = 0; number < count; ++number) values.push_back(std::to_string(number));
        return values;
      }));
  return connection.ask(session_line(1, "completion/complete", std::string(kOfPrompt) + kArgument))
      .at("result")
      .at("completion");
}

TEST(Completion, AsksForTheArgumentOfAPrompt) {
  const CompletionQuery query = query_of(std::string(kOfPrompt) + kArgument);

  EXPECT_EQ(query.of, CompletionQuery::Of::prompt);
  EXPECT_EQ(query.reference, "p");
  EXPECT_EQ(query.argument, "table");
  EXPECT_EQ(query.value, "us");
  EXPECT_EQ(query.others, Json::object());
}

TEST(Completion, AsksForTheVariableOfATemplate) {
  const CompletionQuery query = query_of(std::string(kOfTemplate) + kArgument);

  EXPECT_EQ(query.of, CompletionQuery::Of::resource_template);
  EXPECT_EQ(query.reference, "toy://{x}");
}

TEST(Completion, TellsWhatIsSettled) {
  const CompletionQuery query = query_of(std::string(kOfPrompt) + kArgument +
                                         R"(,"context":{"arguments":{"database":"main"}})");

  EXPECT_EQ(query.others.dump(), R"({"database":"main"})");
  EXPECT_EQ(query_of(std::string(kOfPrompt) + kArgument + R"(,"context":{"arguments":[]})").others,
            Json::object());
}

struct Count {
  int values;
  std::size_t shown;
  bool has_more;
};

class CompletionOf : public ::testing::TestWithParam<Count> {};

TEST_P(CompletionOf, ShowsUpToAHundredValuesAndCountsAll) {
  const Json shown = shown_of(GetParam().values);

  EXPECT_EQ(shown.at("values").size(), GetParam().shown);
  EXPECT_EQ(shown.at("total"), GetParam().values);
  EXPECT_EQ(shown.at("hasMore"), GetParam().has_more);
}

INSTANTIATE_TEST_SUITE_P(Counts,
                         CompletionOf,
                         ::testing::Values(Count{0, 0, false},
                                           Count{1, 1, false},
                                           Count{100, 100, false},
                                           Count{101, 100, true},
                                           Count{5000, 100, true}));

TEST(Completion, ShowsTheBestFirst) {
  EXPECT_EQ(shown_of(150).at("values").front(), "0");
  EXPECT_EQ(shown_of(150).at("values").back(), "99");
}

TEST(Completion, IsEmptyWhereNothingIsCompleted) {
  ToyConnection connection;

  const Json answer =
      connection.ask(session_line(1, "completion/complete", std::string(kOfPrompt) + kArgument));

  EXPECT_EQ(answer.at("result").dump(),
            R"({"completion":{"values":[],"total":0,"hasMore":false}})");
}

TEST(Completion, ReportsAFailure) {
  ToyConnection connection(server_that_completes(
      [](const CompletionQuery&, const CallContext&) -> Result<std::vector<std::string>> {
        return Error{
            .code = ErrorCode::not_found, .message = "no database", .hint = {}, .place = {}};
      }));

  const Json answer =
      connection.ask(session_line(1, "completion/complete", std::string(kOfPrompt) + kArgument));

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_EQ(answer.at("error").at("message"), "no database");
}

class WrongCompletion : public ::testing::TestWithParam<const char*> {};

TEST_P(WrongCompletion, IsInvalidParams) {
  ToyConnection connection;

  EXPECT_EQ(code_of(connection.ask(session_line(1, "completion/complete", GetParam()))), -32602);
}

INSTANTIATE_TEST_SUITE_P(
    Params,
    WrongCompletion,
    ::testing::Values(
        "",
        R"("argument":{"name":"a","value":""})",
        R"("ref":"p","argument":{"name":"a","value":""})",
        R"("ref":{"name":"p"},"argument":{"name":"a","value":""})",
        R"("ref":{"type":"ref/prompt"},"argument":{"name":"a","value":""})",
        R"("ref":{"type":"ref/prompt","uri":"u"},"argument":{"name":"a","value":""})",
        R"("ref":{"type":"ref/resource","name":"p"},"argument":{"name":"a","value":""})",
        R"("ref":{"type":"ref/other","uri":"u","name":"p"},)"
        R"("argument":{"name":"a","value":""})",
        R"("ref":{"type":"ref/prompt","name":"p"})",
        R"("ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a"})",
        R"("ref":{"type":"ref/prompt","name":"p"},"argument":{"value":""})",
        R"("ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":1})"));

}  // namespace
}  // namespace d1mcp::mcp
