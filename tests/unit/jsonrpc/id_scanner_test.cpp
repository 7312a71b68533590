#include "jsonrpc/id_scanner.hpp"

#include <gtest/gtest.h>
#include <string>

namespace d1mcp::jsonrpc {
namespace {

std::optional<Id> scan(std::string_view text, std::size_t step) {
  IdScanner scanner;
  for (std::size_t at = 0; at < text.size(); at += step) scanner.feed(text.substr(at, step));
  return scanner.id();
}

struct Message {
  const char* what;
  std::string text;
  std::optional<Id> id;
};

class IdScan : public ::testing::TestWithParam<Message> {};

TEST_P(IdScan, IsTheSameHoweverTheBytesCome) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
    EXPECT_EQ(scan(GetParam().text, step), GetParam().id) << "in steps of " << step;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Messages,
    IdScan,
    ::testing::Values(
        Message{"first", R"({"id":7,"method":"x"})", Id{7}},
        Message{"last", R"({"method":"x","params":{"id":1,"a":[{"id":2}]},"id":8})", Id{8}},
        Message{"spaced", "{ \"id\" :\t 9 , \"a\":1}", Id{9}},
        Message{"text", R"({"id":"a\"},b","x":1})", Id{"a\"},b"}},
        Message{"negative", R"({"id":-3})", Id{-3}},
        Message{"inside_a_string", R"({"a":"\"id\":1,","b":"{"})", std::nullopt},
        Message{"as_a_value", R"({"a":"id","b":1})", std::nullopt},
        Message{"in_a_batch", R"([{"id":1}])", std::nullopt},
        Message{"null", R"({"id":null})", std::nullopt},
        Message{"fraction", R"({"id":1.5})", std::nullopt},
        Message{"object", R"({"id":{"id":1}})", std::nullopt},
        Message{"twice", R"({"id":1,"id":2})", std::nullopt},
        Message{"escaped_name", R"({"\u0069d":1,"id":2})", std::nullopt},
        Message{"cut", R"({"method":"x","id":12)", std::nullopt},
        Message{"too_long", "{\"id\":\"" + std::string(400, 'x') + "\"}", std::nullopt},
        Message{"bad_utf8", "{\"id\":\"\xFF\"}", std::nullopt},
        Message{"no_object", "17", std::nullopt},
        Message{"garbage", "}}}]],,::\"\\", std::nullopt}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace d1mcp::jsonrpc
