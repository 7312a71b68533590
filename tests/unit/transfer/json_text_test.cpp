#include "core/json_text.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace d1mcp {
namespace {

using namespace std::string_view_literals;

std::string json(std::string_view text) {
  std::string out = "before ";
  append_json_string(out, text);
  return out.substr(7);
}

TEST(JsonString, EscapesWhatRfc8259Demands) {
  EXPECT_EQ(json(""), R"("")");
  EXPECT_EQ(json("plain"), R"("plain")");
  EXPECT_EQ(json("\"quoted\" \\ back/slash"), R"("\"quoted\" \\ back/slash")");
  EXPECT_EQ(json("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(json("a\0b\x1F\x7F"sv), "\"a\\u0000b\\u001f\x7F\"");
}

TEST(JsonString, LeavesOtherCharactersAsTheyAre) {
  EXPECT_EQ(json("ü€😀\u2028"), "\"ü€😀\u2028\"");
}

}  // namespace
}  // namespace d1mcp
