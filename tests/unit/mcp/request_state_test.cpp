#include "mcp/request_state.hpp"

#include <gtest/gtest.h>

#include "core/encoding.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {
namespace {

constexpr RequestState::Clock::time_point kSealedAt{std::chrono::hours{24 * 365 * 50}};

jsonrpc::Request drop_request(const char* params = R"({"name":"drop","arguments":{"t":"a"}})") {
  return {.id = jsonrpc::Id{1}, .method = "tools/call", .params = Json::parse(params)};
}

class RequestStateTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::optional<std::string> open(const std::string& sealed,
                                                const jsonrpc::Request& request,
                                                std::chrono::seconds later = {}) const {
    return state_.open(sealed, request, kSealedAt + later);
  }

  RequestState state_;
  std::string sealed_ = state_.seal("step:2", drop_request(), kSealedAt);
};

TEST_F(RequestStateTest, OpensForTheSameRequest) {
  EXPECT_EQ(open(sealed_, drop_request()), "step:2");
}

TEST_F(RequestStateTest, OpensForTheRequestMadeAnew) {
  jsonrpc::Request anew = drop_request();
  anew.id = jsonrpc::Id{"another"};
  anew.params["_meta"] = {{"progressToken", 7}};
  anew.params["inputResponses"] = {{"who", 1}};
  anew.params["requestState"] = sealed_;

  EXPECT_EQ(open(sealed_, anew), "step:2");
}

TEST_F(RequestStateTest, OpensWhenMembersComeInAnotherOrder) {
  const std::string sealed =
      state_.seal("s", drop_request(R"({"name":"x","arguments":{"a":1,"b":2}})"), kSealedAt);

  EXPECT_EQ(open(sealed, drop_request(R"({"arguments":{"b":2,"a":1},"name":"x"})")), "s");
}

TEST_F(RequestStateTest, KeepsAnyBytes) {
  const std::string bytes("\0\xff:.\n", 5);

  EXPECT_EQ(open(state_.seal(bytes, drop_request(), kSealedAt), drop_request()), bytes);
  EXPECT_EQ(open(state_.seal("", drop_request(), kSealedAt), drop_request()), "");
}

TEST_F(RequestStateTest, RefusesAnotherMethod) {
  jsonrpc::Request other = drop_request();
  other.method = "prompts/get";

  EXPECT_EQ(open(sealed_, other), std::nullopt);
}

class OtherParams : public RequestStateTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(OtherParams, AreRefused) {
  EXPECT_EQ(open(sealed_, drop_request(GetParam())), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(RequestStateTest,
                         OtherParams,
                         ::testing::Values("{}",
                                           R"({"name":"drop"})",
                                           R"({"name":"keep","arguments":{"t":"a"}})",
                                           R"({"name":"drop","arguments":{"t":"b"}})",
                                           R"({"name":"drop","arguments":{"t":["a"]}})",
                                           R"({"name":"drop","arguments":{"t":"a","force":true}})",
                                           R"({"name":"drop","arguments":{"t":"a"},"more":1})"));

TEST_F(RequestStateTest, RefusesEveryChangedCharacter) {
  for (std::size_t at = 0; at < sealed_.size(); ++at) {
    std::string changed = sealed_;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';

    EXPECT_EQ(open(changed, drop_request()), std::nullopt) << at;
  }
}

TEST_F(RequestStateTest, RefusesEveryShorterText) {
  for (std::size_t length = 0; length < sealed_.size(); ++length) {
    EXPECT_EQ(open(sealed_.substr(0, length), drop_request()), std::nullopt) << length;
  }
}

TEST_F(RequestStateTest, RefusesWhatIsAppended) {
  EXPECT_EQ(open(sealed_ + "-TAMPERED", drop_request()), std::nullopt);
  EXPECT_EQ(open(sealed_ + ".", drop_request()), std::nullopt);
  EXPECT_EQ(open(std::string(100'000, 'A') + sealed_, drop_request()), std::nullopt);
}

TEST_F(RequestStateTest, RefusesAnotherPayloadUnderTheSameTag) {
  const std::string tag = sealed_.substr(sealed_.find('.'));
  const std::string longer_valid = base64url_encode("9999999999:step:2");

  EXPECT_EQ(open(longer_valid + tag, drop_request()), std::nullopt);
}

TEST_F(RequestStateTest, RefusesWhatAnotherProcessSealed) {
  const RequestState other;

  EXPECT_EQ(open(other.seal("step:2", drop_request(), kSealedAt), drop_request()), std::nullopt);
}

TEST_F(RequestStateTest, IsValidForAQuarterOfAnHour) {
  constexpr std::chrono::minutes kQuarter{15};

  EXPECT_EQ(open(sealed_, drop_request(), kQuarter), "step:2");
  EXPECT_EQ(open(sealed_, drop_request(), kQuarter + std::chrono::seconds{1}), std::nullopt);
}

}  // namespace
}  // namespace d1mcp::mcp
