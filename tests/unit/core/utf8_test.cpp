#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "core/code_points.hpp"
#include "core/text.hpp"
#include "core/utf16.hpp"

namespace d1mcp {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kEnds =
    "\x01"
    "\x7F"
    "\xC2\x80"
    "\xDF\xBF"
    "\xE0\xA0\x80"
    "\xED\x9F\xBF"
    "\xEE\x80\x80"
    "\xEF\xBF\xBF"
    "\xF0\x90\x80\x80"
    "\xF4\x8F\xBF\xBF";

TEST(Utf8Validity, AcceptsTheEndsOfEveryRange) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("\0"sv));
  EXPECT_TRUE(is_valid_utf8(kEnds));
  EXPECT_EQ(count_code_points(kEnds), 10U);
  EXPECT_EQ(to_valid_utf8(kEnds), kEnds);
}

struct IllFormed {
  const char* what;
  std::string_view bytes;
  std::size_t sequences;  // How many U+FFFD stand for it (Unicode 15, table 3-8 and section 3.9).
};

void PrintTo(const IllFormed& ill, std::ostream* out) {
  *out << ill.what;
}

class Utf8IllFormed : public ::testing::TestWithParam<IllFormed> {};

TEST_P(Utf8IllFormed, IsRefusedAndReplacedSequenceBySequence) {
  std::string replaced;
  for (std::size_t count = 0; count < GetParam().sequences; ++count) replaced += "\xEF\xBF\xBD";
  const std::string framed = "<" + std::string(GetParam().bytes) + ">";

  EXPECT_FALSE(is_valid_utf8(GetParam().bytes));
  EXPECT_FALSE(is_valid_utf8(framed));
  EXPECT_EQ(to_valid_utf8(framed), "<" + replaced + ">");
  EXPECT_EQ(to_valid_utf8(GetParam().bytes), replaced);
}

INSTANTIATE_TEST_SUITE_P(Bytes,
                         Utf8IllFormed,
                         ::testing::Values(IllFormed{"lone continuation", "\x80", 1},
                                           IllFormed{"two continuations", "\xBF\x80", 2},
                                           IllFormed{"first surrogate", "\xED\xA0\x80", 3},
                                           IllFormed{"last surrogate", "\xED\xBF\xBF", 3},
                                           IllFormed{"overlong of two", "\xC0\xAF", 2},
                                           IllFormed{"overlong of two, largest", "\xC1\xBF", 2},
                                           IllFormed{"overlong of three", "\xE0\x9F\xBF", 3},
                                           IllFormed{"overlong of four", "\xF0\x8F\xBF\xBF", 4},
                                           IllFormed{"beyond U+10FFFF", "\xF4\x90\x80\x80", 4},
                                           IllFormed{"lead byte F5", "\xF5\x80\x80\x80", 4},
                                           IllFormed{"byte FF", "\xFF", 1},
                                           IllFormed{"two of two missing", "\xC3", 1},
                                           IllFormed{"one of three missing", "\xE2\x82", 1},
                                           IllFormed{"two of three missing", "\xE2", 1},
                                           IllFormed{"one of four missing", "\xF0\x9F\x98", 1},
                                           IllFormed{"two of four missing", "\xF0\x9F", 1}));

TEST(Utf8Repair, GoesOnWithTheByteThatBrokeASequence) {
  EXPECT_EQ(to_valid_utf8("\xE2\x82"
                          "A"),
            "\xEF\xBF\xBD"
            "A");
  EXPECT_EQ(to_valid_utf8("\xF0\x9F\xC3\xA9"), "\xEF\xBF\xBD\xC3\xA9");
}

TEST(Utf8Prefix, CutsNoCodePointAtAnySize) {
  const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";

  for (std::size_t size = 0; size <= text.size() + 3; ++size) {
    const std::string_view prefix = utf8_prefix(text, size);
    EXPECT_LE(prefix.size(), size);
    EXPECT_TRUE(is_valid_utf8(prefix)) << size;
    EXPECT_TRUE(text.starts_with(prefix)) << size;
  }
}

TEST(Utf8Prefix, IsTheLongestThatFits) {
  const std::string_view text = "a\xC3\xA9\xE2\x82\xAC";

  EXPECT_EQ(utf8_prefix(text, 0), "");
  EXPECT_EQ(utf8_prefix(text, 2), "a");
  EXPECT_EQ(utf8_prefix(text, 3), "a\xC3\xA9");
  EXPECT_EQ(utf8_prefix(text, 5), "a\xC3\xA9");
  EXPECT_EQ(utf8_prefix(text, 6), text);
  EXPECT_EQ(utf8_prefix(text, 100), text);
}

TEST(CodePoints, IllFormedBytesCountAsOneEach) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("h\xC3\xA9llo"), 5U);
  EXPECT_EQ(count_code_points("\xFF\xFE\xFF"), 3U);
  EXPECT_EQ(count_code_points("\xED\xA0\x80"), 3U);
}

TEST(CodePoints, AreTakenOneByOne) {
  std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";

  EXPECT_EQ(take_code_point(text), 0x61U);
  EXPECT_EQ(take_code_point(text), 0xE9U);
  EXPECT_EQ(take_code_point(text), 0x20ACU);
  EXPECT_EQ(take_code_point(text), 0x1F600U);
  EXPECT_TRUE(text.empty());
}

TEST(Utf16, HoldsTextAsJavaScriptDoes) {
  EXPECT_EQ(to_utf16(""), u"");
  EXPECT_EQ(to_utf16("a\xC3\xA9\xE2\x82\xAC"), u"a\u00E9\u20AC");
  EXPECT_EQ(to_utf16("\xF0\x9F\x98\x80"), u"\U0001F600");
  EXPECT_EQ(to_utf16("\xF4\x8F\xBF\xBF"), u"\U0010FFFF");
  EXPECT_EQ(to_utf16("a\xE2\x82"), u"a\uFFFD");
}

}  // namespace
}  // namespace d1mcp
