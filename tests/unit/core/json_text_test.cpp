#include "core/json_text.hpp"

#include <gtest/gtest.h>

namespace d1mcp {
namespace {

using std::string_view_literals::operator""sv;

std::string json(std::string_view text) {
  std::string out = "before ";
  append_json_string(out, text);
  return out;
}

TEST(JsonString, IsAppended) {
  EXPECT_EQ(json(""), "before \"\"");
  EXPECT_EQ(json("plain"), "before \"plain\"");
}

TEST(JsonString, EscapesQuoteSolidusAndControls) {
  EXPECT_EQ(json("a\"b\\c"), R"(before "a\"b\\c")");
  EXPECT_EQ(json("\b\f\n\r\t"), R"(before "\b\f\n\r\t")");
  EXPECT_EQ(json("\0\x01\x1F"sv), R"(before "\u0000\u0001\u001f")");
}

TEST(JsonString, LeavesEverythingElseAsItIs) {
  EXPECT_EQ(json("/ \x7F \xC3\xA9 \xE2\x80\xA8 \xF0\x9F\x98\x80"),
            "before \"/ \x7F \xC3\xA9 \xE2\x80\xA8 \xF0\x9F\x98\x80\"");
}

}  // namespace
}  // namespace d1mcp
