#include "cli/visible_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::cli {
namespace {

struct WidthCase {
  const char* text;
  std::size_t columns;
};

TEST(TextWidth, CountsColumnsOfATerminal) {
  const std::vector<WidthCase> cases = {
      {"", 0},
      {"abc", 3},
      {"für", 3},
      {"fu\u0308r", 3},  // u and a combining diaeresis
      {"日本語", 6},
      {"ｆｕ", 4},  // fullwidth
      {"ｱ", 1},     // halfwidth
      {"한글", 4},
      {"\u1112\u1161\u11ab", 2},  // the same syllable from its parts
      {"e\u0301\u0302", 1},
      {"ก\u0e34\u0e48", 1},  // Thai with two marks above
      {"नि", 2},
      {"🚀", 2},
      {"👍🏽", 2},         // a skin tone
      {"👨\u200D👩\u200D👧", 2},  // joined
      {"❤\uFE0F", 1},
      {"🇩🇪", 2},
      {"✔•✘", 3},
      {"─…", 2},
  };
  for (const WidthCase& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(text_width(c.text), c.columns);
  }
}

TEST(DisplayWidth, HoldsAtTheEdgesOfItsRanges) {
  EXPECT_EQ(display_width(0x2FF), 1);
  EXPECT_EQ(display_width(0x300), 0);
  EXPECT_EQ(display_width(0x36F), 0);
  EXPECT_EQ(display_width(0x370), 1);
  EXPECT_EQ(display_width(0x10FF), 1);
  EXPECT_EQ(display_width(0x1100), 2);
  EXPECT_EQ(display_width(0x115F), 2);
  EXPECT_EQ(display_width(0x1160), 0);
  EXPECT_EQ(display_width(0x303F), 1);
  EXPECT_EQ(display_width(0x3FFFD), 2);
  EXPECT_EQ(display_width(0x3FFFE), 1);
  EXPECT_EQ(display_width(0x10FFFF), 1);
}

struct VisibleCase {
  std::string text;
  std::string escaped;
};

TEST(Visible, WritesOutWhatWouldSteerTheTerminal) {
  const std::vector<VisibleCase> cases = {
      {"plain", "plain"},
      {"back\\slash", "back\\slash"},
      {"a\nb\r\tc", "a\\nb\\r\\tc"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"},
      {"\x7f", "\\x7f"},
      {"\u009b31m", "\\x9b31m"},  // the C1 control that begins a sequence too
      {"a\u202eb", "a\\u202eb"},  // right-to-left override
      {"a\u200bb", "a\\u200bb"},  // zero-width space
      {"\ufeffx", "\\ufeffx"},
      {"\U000E0041", "\\U000e0041"},  // an invisible tag
      {"👨\u200D👩", "👨\u200D👩"},
      {"é日🚀", "é日🚀"},
      {"a\xFFz", "a\uFFFDz"},
  };
  for (const VisibleCase& c : cases) {
    SCOPED_TRACE(c.escaped);
    EXPECT_EQ(visible(c.text), c.escaped);
  }
}

TEST(Visible, KeepsLinesWhereItIsAskedTo) {
  EXPECT_EQ(visible("a\n\tb\r\x1b", Lines::keep), "a\n\tb\\r\\x1b");
}

struct CutCase {
  const char* text;
  std::size_t columns;
  const char* unicode;
  const char* ascii;
};

TEST(CutToWidth, NeverTakesMoreColumnsAndNeverHalfACharacter) {
  const std::vector<CutCase> cases = {
      {"abcdef", 6, "abcdef", "abcdef"},
      {"abcdef", 5, "abcd…", "ab..."},
      {"abcdef", 1, "…", "."},
      {"abcdef", 0, "", ""},
      {"", 3, "", ""},
      {"日本語", 6, "日本語", "日本語"},
      {"日本語", 5, "日本…", "日..."},
      {"日本語", 4, "日…", "..."},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301…", ".."},
      {"👨\u200D👩 home", 4, "👨\u200D👩 …", "..."},
  };
  for (const CutCase& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(cut_to_width(c.text, c.columns, {.unicode = true}), c.unicode);
    EXPECT_EQ(cut_to_width(c.text, c.columns, {.unicode = false}), c.ascii);
    EXPECT_LE(text_width(c.unicode), c.columns);
  }
}

}  // namespace
}  // namespace d1mcp::cli
