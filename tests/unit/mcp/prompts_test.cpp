// prompts/list and prompts/get.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "mcp/prompt.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::HasSubstr;

Result<PromptMessages> review(const Json& arguments, const CallContext&) {
  const std::string table = arguments.at("table").get<std::string>();
  if (table == "none") {
    return Error{.code = ErrorCode::not_found,
                 .message = "there is no table \"none\"",
                 .hint = "did you mean noun?",
                 .place = {}};
  }
  return PromptMessages(
      Json::array({user_message("Review " + table + arguments.value("how", "."))}));
}

Server server_with_prompts() {
  Server server = toy_server();
  server.prompts.push_back(
      {.name = "review",
       .title = "Review a table",
       .description = "Reviews a table.",
       .arguments = {{.name = "table", .description = "Which table.", .required = true},
                     {.name = "how", .description = "How thoroughly.", .required = false}},
       .get = review});
  return server;
}

class Prompts : public ::testing::Test {
 protected:
  Json get(const std::string& params) {
    return connection_.ask(session_line(1, "prompts/get", params));
  }

  ToyConnection connection_{server_with_prompts()};
};

TEST_F(Prompts, AreListed) {
  const Json result = connection_.ask(session_line(1, "prompts/list")).at("result");

  EXPECT_EQ(result.dump(),
            R"({"prompts":[{"name":"review","title":"Review a table",)"
            R"("description":"Reviews a table.","arguments":[)"
            R"({"name":"table","description":"Which table.","required":true},)"
            R"({"name":"how","description":"How thoroughly.","required":false}]}]})");
}

TEST_F(Prompts, HaveNoTitlesForOldClients) {
  connection_.ask(initialize_line("2025-03-26"));

  const Json result = connection_.ask(session_line(1, "prompts/list")).at("result");

  EXPECT_FALSE(result.at("prompts")[0].contains("title"));
}

TEST_F(Prompts, GiveMessages) {
  const Json answer = get(R"("name":"review","arguments":{"table":"users","how":"!"})");

  EXPECT_EQ(answer.at("result").dump(),
            R"({"description":"Reviews a table.","messages":[{"role":"user",)"
            R"("content":{"type":"text","text":"Review users!"}}]})");
}

TEST_F(Prompts, DoWithoutOptionalArguments) {
  EXPECT_THAT(get(R"("name":"review","arguments":{"table":"users"})").dump(),
              HasSubstr("Review users."));
}

TEST_F(Prompts, NameTheArgumentThatIsMissing) {
  for (const char* params : {R"("name":"review")",
                             R"("name":"review","arguments":{})",
                             R"("name":"review","arguments":{"how":"!"})"}) {
    const Json answer = get(params);

    EXPECT_EQ(code_of(answer), -32602) << params;
    EXPECT_EQ(answer.at("error").at("message"), "params.arguments.table is missing: Which table.");
  }
}

TEST_F(Prompts, SuggestTheArgumentThatWasMeant) {
  const Json answer = get(R"("name":"review","arguments":{"tabel":"users"})");

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_THAT(answer.at("error").at("message").get<std::string>(),
              HasSubstr(R"(no argument named "tabel"; did you mean table?)"));
}

TEST_F(Prompts, SuggestThePromptThatWasMeant) {
  const Json answer = get(R"("name":"reviev","arguments":{"table":"users"})");

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_EQ(answer.at("error").at("message"),
            R"(there is no prompt named "reviev"; did you mean review?)");
}

TEST_F(Prompts, ReportAFailure) {
  const Json answer = get(R"("name":"review","arguments":{"table":"none"})");

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_EQ(answer.at("error").at("message"), "there is no table \"none\"\ndid you mean noun?");
}

class WrongPrompt : public Prompts, public ::testing::WithParamInterface<const char*> {};

TEST_P(WrongPrompt, IsInvalidParams) {
  EXPECT_EQ(code_of(get(GetParam())), -32602);
}

INSTANTIATE_TEST_SUITE_P(Params,
                         WrongPrompt,
                         ::testing::Values("",
                                           R"("name":7)",
                                           R"("name":"")",
                                           R"("name":"nothing like it")",
                                           R"("name":"review","arguments":null)",
                                           R"("name":"review","arguments":["users"])",
                                           R"("name":"review","arguments":{"table":7})",
                                           R"("name":"review","arguments":{"table":null})"));

}  // namespace
}  // namespace d1mcp::mcp
