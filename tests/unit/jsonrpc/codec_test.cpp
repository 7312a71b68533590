#include "jsonrpc/codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace d1mcp::jsonrpc {
namespace {

using ::testing::HasSubstr;

template <typename Kind>
Kind decoded_as(std::string_view text) {
  Decoded decoded = decode(text, {});
  if constexpr (std::is_same_v<Kind, Malformed> || std::is_same_v<Kind, Batch>) {
    return std::get<Kind>(std::move(decoded));
  } else {
    return std::get<Kind>(std::get<Message>(std::move(decoded)));
  }
}

TEST(Decode, ReadsARequest) {
  const auto request =
      decoded_as<Request>(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"a":1}})");

  EXPECT_EQ(request.id, Id{1});
  EXPECT_EQ(request.method, "tools/list");
  EXPECT_EQ(request.params, (Json{{"a", 1}}));
}

TEST(Decode, GivesAbsentParamsAsAnEmptyObject) {
  EXPECT_EQ(decoded_as<Request>(R"({"jsonrpc":"2.0","id":1,"method":"x"})").params, Json::object());
  EXPECT_EQ(decoded_as<Notification>(R"({"jsonrpc":"2.0","method":"x"})").params, Json::object());
}

struct GoodId {
  const char* text;
  Id id;
};

class DecodeKeepsId : public ::testing::TestWithParam<GoodId> {};

TEST_P(DecodeKeepsId, WithItsType) {
  const std::string text =
      R"({"jsonrpc":"2.0","method":"x","id":)" + std::string(GetParam().text) + "}";

  EXPECT_EQ(decoded_as<Request>(text).id, GetParam().id);
  EXPECT_EQ(to_text(GetParam().id), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Ids,
                         DecodeKeepsId,
                         ::testing::Values(GoodId{"0", Id{0}},
                                           GoodId{"-7", Id{-7}},
                                           GoodId{"1790000000000", Id{1790000000000}},
                                           GoodId{"9223372036854775807", Id{INT64_MAX}},
                                           GoodId{"-9223372036854775808", Id{INT64_MIN}},
                                           GoodId{R"("")", Id{""}},
                                           GoodId{R"("7")", Id{"7"}},
                                           GoodId{R"("a \"b\" é")", Id{"a \"b\" é"}}));

class DecodeRefusesId : public ::testing::TestWithParam<const char*> {};

TEST_P(DecodeRefusesId, WithoutRepeatingIt) {
  const std::string text = R"({"jsonrpc":"2.0","method":"x","id":)" + std::string(GetParam()) + "}";

  const auto malformed = decoded_as<Malformed>(text);

  EXPECT_EQ(malformed.fault.code, Code::invalid_request);
  EXPECT_EQ(malformed.id, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Ids,
    DecodeRefusesId,
    ::testing::Values("null", "1.5", "1.0", "1e3", "true", "[1]", "{}", "9223372036854775808"));

struct Wrong {
  const char* what;
  const char* text;
  std::optional<Id> id;
  const char* message;
};

class DecodeRefuses : public ::testing::TestWithParam<Wrong> {};

TEST_P(DecodeRefuses, AsAnInvalidRequestWithItsIdIfItHasOne) {
  const auto malformed = decoded_as<Malformed>(GetParam().text);

  EXPECT_EQ(malformed.fault.code, Code::invalid_request);
  EXPECT_EQ(malformed.id, GetParam().id);
  EXPECT_THAT(malformed.fault.message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Messages,
    DecodeRefuses,
    ::testing::Values(
        Wrong{"scalar", "7", std::nullopt, "must be an object"},
        Wrong{"nothing_known", R"({"foo":1})", std::nullopt, "jsonrpc"},
        Wrong{"old_version", R"({"jsonrpc":"1.0","id":3,"method":"x"})", Id{3}, "2.0"},
        Wrong{"number_version", R"({"jsonrpc":2.0,"id":3,"method":"x"})", Id{3}, "2.0"},
        Wrong{"no_method", R"({"jsonrpc":"2.0","id":3})", Id{3}, "no method"},
        Wrong{"number_method", R"({"jsonrpc":"2.0","id":3,"method":1})", Id{3}, "method must be"},
        Wrong{"array_params",
              R"({"jsonrpc":"2.0","id":3,"method":"x","params":[]})",
              Id{3},
              "params"},
        Wrong{"null_params",
              R"({"jsonrpc":"2.0","id":3,"method":"x","params":null})",
              Id{3},
              "params"},
        Wrong{"both",
              R"({"jsonrpc":"2.0","id":3,"method":"x","result":{}})",
              Id{3},
              "and its answer"},
        Wrong{"repeated_name",
              R"({"jsonrpc":"2.0","id":3,"method":"x","method":"y"})",
              Id{3},
              "twice"},
        Wrong{"repeated_id",
              R"({"jsonrpc":"2.0","id":3,"id":4,"method":"x"})",
              std::nullopt,
              "twice"},
        Wrong{"empty_batch", "[]", std::nullopt, "empty"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(Decode, TakesANotificationWithWrongParamsAsOneWithout) {
  EXPECT_EQ(decoded_as<Notification>(R"({"jsonrpc":"2.0","method":"x","params":[1]})").params,
            Json::object());
}

TEST(Decode, CallsTextThatIsNoJsonAParseError) {
  const auto malformed = decoded_as<Malformed>("{");

  EXPECT_EQ(malformed.fault.code, Code::parse_error);
  EXPECT_EQ(malformed.id, std::nullopt);
}

class DecodeResponse : public ::testing::TestWithParam<const char*> {};

TEST_P(DecodeResponse, IsNeverMalformed) {
  const Decoded decoded = decode(GetParam(), {});

  ASSERT_TRUE(std::holds_alternative<Message>(decoded));
  EXPECT_TRUE(std::holds_alternative<Response>(std::get<Message>(decoded)));
}

INSTANTIATE_TEST_SUITE_P(
    Messages,
    DecodeResponse,
    ::testing::Values(R"({"jsonrpc":"2.0","id":1,"result":{}})",
                      R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}})",
                      R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700}})",
                      R"({"error":7})",
                      R"({"error":{"code":1e300}})",
                      R"({"result":1,"error":2,"id":1.5})",
                      R"({"id":1,"result":{"a":1,"a":2}})"));

TEST(Decode, ReadsTheErrorOfAResponse) {
  const auto response =
      decoded_as<Response>(R"({"jsonrpc":"2.0","id":"x","error":{"code":-32601,"message":"no"}})");

  EXPECT_EQ(response.id, Id{"x"});
  ASSERT_TRUE(response.error);
  EXPECT_EQ(response.error->code, Code::method_not_found);
  EXPECT_EQ(response.error->message, "no");
}

TEST(Decode, KeepsTheGoodAndTheBadOfABatch) {
  const auto batch = decoded_as<Batch>(
      R"([{"jsonrpc":"2.0","id":1,"method":"x"},7,{"jsonrpc":"2.0","method":"y"}])");

  ASSERT_EQ(batch.items.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<Message>(batch.items[0]));
  EXPECT_TRUE(std::holds_alternative<Malformed>(batch.items[1]));
  EXPECT_TRUE(std::holds_alternative<Message>(batch.items[2]));
}

TEST(Decode, LimitsABatch) {
  const Limits limits{.max_batch = 2};

  EXPECT_TRUE(std::holds_alternative<Batch>(decode("[1,2]", limits)));
  EXPECT_TRUE(std::holds_alternative<Malformed>(decode("[1,2,3]", limits)));
}

TEST(Decode, NamesTheIdOfAMessageThatIsTooLarge) {
  const Limits limits{.max_bytes = 40};

  const Decoded decoded =
      decode(R"({"jsonrpc":"2.0","method":"tools/call","params":{},"id":12})", limits);

  EXPECT_EQ(std::get<Malformed>(decoded).id, Id{12});
  EXPECT_EQ(std::get<Malformed>(decoded).fault.code, Code::invalid_request);
}

TEST(Encode, WritesOneCompactLine) {
  EXPECT_EQ(encode_result(Id{1}, {{"a", "x\ny"}}),
            R"({"jsonrpc":"2.0","id":1,"result":{"a":"x\ny"}})");
  EXPECT_EQ(encode_notification("n", {{"a", 1}}),
            R"({"jsonrpc":"2.0","method":"n","params":{"a":1}})");
  EXPECT_EQ(encode_notification("n", Json::object()), R"({"jsonrpc":"2.0","method":"n"})");
}

TEST(Encode, LeavesOutAnUnknownIdAndAbsentData) {
  const Fault fault{.code = Code::parse_error, .message = "m"};

  EXPECT_EQ(encode_fault(std::nullopt, fault),
            R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"m"}})");
}

TEST(Encode, CarriesTheDataOfAFault) {
  const Fault fault{.code = Code::invalid_params, .message = "m", .data = {{"uri", "u"}}};

  EXPECT_EQ(
      encode_fault(Id{"a"}, fault),
      R"({"jsonrpc":"2.0","id":"a","error":{"code":-32602,"message":"m","data":{"uri":"u"}}})");
}

TEST(Encode, NeverLetsInvalidUtf8Out) {
  EXPECT_EQ(encode_result(Id{1}, "a\xFF"),
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"a\xEF\xBF\xBD\"}");
}

TEST(Codec, RefusesLongGapsWithoutParsingThem) {
  const std::string gap(Limits{}.max_gap, ' ');

  EXPECT_TRUE(std::holds_alternative<Message>(
      decode(R"({"jsonrpc":"2.0","method":"ping",)" + gap.substr(1) + R"("id":7})", {})));
  const Decoded refused = decode(R"({"jsonrpc":"2.0","id":7,"method":"ping"  )" + gap + "}", {});
  ASSERT_TRUE(std::holds_alternative<Malformed>(refused));
  EXPECT_EQ(std::get<Malformed>(refused).fault.code, Code::invalid_request);
  EXPECT_EQ(std::get<Malformed>(refused).id, std::optional<Id>(Id(std::int64_t{7})));
}

TEST(Codec, TakesNoStringForAGap) {
  const std::string text = "\\\"" + std::string(Limits{}.max_gap, ' ');

  EXPECT_TRUE(std::holds_alternative<Message>(
      decode(R"({"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":")" + text + "\"}}", {})));
}

}  // namespace
}  // namespace d1mcp::jsonrpc
