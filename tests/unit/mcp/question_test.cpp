#include "mcp/question.hpp"

#include <gtest/gtest.h>

namespace d1mcp::mcp {
namespace {

Answers answered(const char* by_key) {
  return {.by_key = Json::parse(by_key), .state = {}};
}

TEST(Elicitation, AsksWithAMessageAndASchema) {
  const InputRequest request = elicitation("who", "Your name?", {{"type", "object"}});

  EXPECT_EQ(request.key, "who");
  EXPECT_EQ(request.method, "elicitation/create");
  EXPECT_EQ(request.params.dump(),
            R"({"message":"Your name?","requestedSchema":{"type":"object"}})");
}

TEST(AcceptedContent, IsWhatTheUserEntered) {
  const Answers answers = answered(R"({"who":{"action":"accept","content":{"name":"A"}}})");

  const Json* content = accepted_content(answers, "who");

  ASSERT_NE(content, nullptr);
  EXPECT_EQ(content->dump(), R"({"name":"A"})");
  EXPECT_EQ(accepted_content(answers, "other"), nullptr);
  EXPECT_FALSE(declined(answers, "who"));
}

class NoContent : public ::testing::TestWithParam<const char*> {};

TEST_P(NoContent, IsTakenFromOtherAnswers) {
  EXPECT_EQ(accepted_content(answered(GetParam()), "who"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Answers,
                         NoContent,
                         ::testing::Values("{}",
                                           R"({"who":null})",
                                           R"({"who":12345})",
                                           R"({"who":{}})",
                                           R"({"who":{"content":{"name":"A"}}})",
                                           R"({"who":{"action":"accept"}})",
                                           R"({"who":{"action":"accept","content":"A"}})",
                                           R"({"who":{"action":["accept"],"content":{}}})",
                                           R"({"who":{"action":"decline","content":{}}})",
                                           R"({"who":{"action":"cancel","content":{}}})"));

TEST(Declined, IsARefusalOrAClosedDialogue) {
  EXPECT_TRUE(declined(answered(R"({"who":{"action":"decline"}})"), "who"));
  EXPECT_TRUE(declined(answered(R"({"who":{"action":"cancel"}})"), "who"));
  EXPECT_FALSE(declined(answered(R"({"who":{"action":"decline"}})"), "other"));
  EXPECT_FALSE(declined(answered(R"({"who":{"action":7}})"), "who"));
  EXPECT_FALSE(declined(answered(R"({"who":"decline"})"), "who"));
}

struct Declared {
  const char* what;
  const char* capabilities;
  const char* method;
  bool can;
};

class CanAnswer : public ::testing::TestWithParam<Declared> {};

TEST_P(CanAnswer, WhatTheClientDeclares) {
  EXPECT_EQ(can_answer(Json::parse(GetParam().capabilities), GetParam().method), GetParam().can);
}

constexpr const char* kElicit = "elicitation/create";

INSTANTIATE_TEST_SUITE_P(
    Clients,
    CanAnswer,
    ::testing::Values(
        Declared{"nothing", "{}", kElicit, false},
        Declared{"no_object", "[]", kElicit, false},
        Declared{"elicitation", R"({"elicitation":{}})", kElicit, true},
        Declared{"forms", R"({"elicitation":{"form":{}}})", kElicit, true},
        Declared{"forms_and_urls", R"({"elicitation":{"url":{},"form":{}}})", kElicit, true},
        Declared{"urls_only", R"({"elicitation":{"url":{}}})", kElicit, false},
        Declared{"a_flag", R"({"elicitation":true})", kElicit, false},
        Declared{"something_else", R"({"sampling":{}})", kElicit, false},
        Declared{"sampling", R"({"sampling":{"tools":{}}})", "sampling/createMessage", true},
        Declared{"roots", R"({"roots":{"listChanged":true}})", "roots/list", true},
        Declared{"no_roots", R"({"sampling":{}})", "roots/list", false}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(MissingCapability, NamesAllThatIsNeededOnce) {
  const Question question{.requests = {elicitation("a", "A?", {}),
                                       elicitation("b", "B?", {}),
                                       {.key = "c", .method = "roots/list"}},
                          .state = {}};

  const auto fault = missing_capability(question, {{"elicitation", Json::object()}});

  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->code, jsonrpc::Code::missing_client_capability);
  EXPECT_EQ(fault->message, "this needs a client that answers roots/list");
  EXPECT_EQ(fault->data.dump(), R"({"requiredCapabilities":{"elicitation":{},"roots":{}}})");
}

TEST(MissingCapability, IsNothingForAClientThatCanBeAskedAll) {
  const Question question{.requests = {elicitation("a", "A?", {})}, .state = {}};

  EXPECT_FALSE(missing_capability(question, {{"elicitation", Json::object()}}));
  EXPECT_FALSE(missing_capability({}, Json::object()));
}

}  // namespace
}  // namespace d1mcp::mcp
