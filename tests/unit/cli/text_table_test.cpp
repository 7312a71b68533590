#include "cli/text_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "cli/visible_text.hpp"

namespace d1mcp::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TableCell null_cell() {
  return {.text = "NULL", .kind = TableCell::Kind::null};
}

TextTable people() {
  TextTable table({"id", "name", "city"});
  table.add({number_cell("7"), text_cell("Ada"), text_cell("London")});
  table.add({number_cell("120"), text_cell("日本"), null_cell()});
  return table;
}

TEST(TextTable, AlignsNumbersRightAndTextLeft) {
  EXPECT_EQ(people().render({}),
            " id  name  city\n"
            "───  ────  ──────\n"
            "  7  Ada   London\n"
            "120  日本  NULL\n");
}

TEST(TextTable, IsPlainAsciiWhereTheTerminalIs) {
  EXPECT_THAT(people().render({.unicode = false}), HasSubstr("---  ----  ------\n"));
}

TEST(TextTable, PaintsTitlesRulesAndNull) {
  const std::string text = people().render({.color = true});

  EXPECT_THAT(text, HasSubstr("\x1b[1m id  name  city\x1b[0m\n"));
  EXPECT_THAT(text, HasSubstr("\x1b[2m───  ────  ──────\x1b[0m\n"));
  EXPECT_THAT(text, HasSubstr("\x1b[2mNULL\x1b[0m"));
}

TEST(TextTable, NarrowsTheWidestColumns) {
  TextTable table({"id", "text", "more"});
  table.add({number_cell("1"), text_cell(std::string(40, 'a')), text_cell(std::string(15, 'b'))});

  EXPECT_EQ(table.render({.width = 30}),
            "id  text          more\n"
            "──  ────────────  ────────────\n"
            " 1  aaaaaaaaaaa…  bbbbbbbbbbb…\n");
}

TEST(TextTable, LeavesOutColumnsThatDoNotFitAndNamesThem) {
  TextTable table({"first column", "second column", "third column", "fourth"});
  table.add({text_cell("aaaaaaaaaaaa"), text_cell("b"), text_cell("c"), text_cell("d")});

  EXPECT_EQ(table.render({.width = 20}),
            "first co…  second c…\n"
            "─────────  ─────────\n"
            "aaaaaaaa…  b\n"
            "2 more columns: third column, fourth\n");
}

TEST(TextTable, NeverIsWiderThanTheTerminal) {
  for (int width = 1; width <= 60; ++width) {
    TextTable table({"identifier", "名前", "a long remark on it", "n"});
    table.add(
        {text_cell("usr_ada"), text_cell("日本語日本語日本語"), null_cell(), number_cell("1")});
    std::istringstream lines(table.render({.width = width}));
    for (std::string line; std::getline(lines, line);) {
      if (line.find("more column") != std::string::npos) continue;
      EXPECT_LE(text_width(line), static_cast<std::size_t>(width)) << line;
    }
  }
}

TEST(TextTable, CutsNothingWithoutAWidth) {
  TextTable table({"a", "b"});
  table.add({text_cell(std::string(500, 'x')), text_cell("end")});
  table.add({text_cell("y"), text_cell("end")});

  const std::string text = table.render({});

  EXPECT_THAT(text, HasSubstr(std::string(500, 'x') + "  end\n"));
  // The long text does not pad the other lines.
  EXPECT_THAT(text, HasSubstr("\ny" + std::string(119, ' ') + "  end\n"));
}

TEST(TextTable, KeepsToOneLineForARow) {
  TextTable table({"a\nb"});
  table.add({text_cell("x\ny\x1b")});

  EXPECT_EQ(table.render({.unicode = false}),
            "a\\nb\n"
            "--------\n"
            "x\\ny\\x1b\n");
}

TEST(TextTable, FillsShortRowsAndIgnoresWhatIsBeyondTheTitles) {
  TextTable table({"n", "t"});
  table.add({number_cell("10")});
  table.add({number_cell("5"), text_cell("x"), text_cell("lost")});

  EXPECT_EQ(table.render({.unicode = false}),
            " n  t\n"
            "--  -\n"
            "10\n"
            " 5  x\n");
}

TEST(TextTable, WithoutTitlesIsNothing) {
  TextTable table({});
  table.add({});

  EXPECT_EQ(table.render({}), "");
}

}  // namespace
}  // namespace d1mcp::cli
