#include "transfer/row_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <utility>

namespace d1mcp::transfer {
namespace {

using ::testing::HasSubstr;

Result<std::string> table_for(std::string text, RowFileFormat format) {
  const InputText file{
      .chunks = [text = std::move(text), at = std::size_t{0}]() mutable -> Result<std::string> {
        return at == text.size() ? std::string() : std::string(1, text[at++]);
      },
      .name = "rows.txt"};
  return make_table_for(file, {.table = "t", .format = format}, {});
}

struct TypeCase {
  const char* what;
  std::string values;  ///< One a line.
  std::string type;
};

class CsvColumn : public ::testing::TestWithParam<TypeCase> {};

TEST_P(CsvColumn, HasTheTypeOfItsValues) {
  const auto table = table_for("a,b\n" + GetParam().values, RowFileFormat::csv);

  ASSERT_TRUE(table) << describe(table.error());
  EXPECT_EQ(*table, "CREATE TABLE \"t\" (\"a\" " + GetParam().type + ", \"b\" TEXT)");
}

INSTANTIATE_TEST_SUITE_P(
    Values,
    CsvColumn,
    ::testing::Values(TypeCase{"Integers", "1,\n,\n-20,\n", "INTEGER"},
                      TypeCase{"Reals", "1.5,\n2,\n-Infinity,\n1e3,\n", "REAL"},
                      TypeCase{"Texts", "1,\nx,\n", "TEXT"},
                      TypeCase{"Nothing", ",\n", "TEXT"},
                      TypeCase{"NoRow", "", "TEXT"},
                      TypeCase{"LeadingZeros", "501,\n00501,\n", "TEXT"},
                      TypeCase{"Quoted", "\"1\",\n2,\n", "TEXT"},
                      TypeCase{"TooLong", "9223372036854775808,\n", "TEXT"},
                      TypeCase{"Rounded", "9007199254740993,\n1.5,\n", "TEXT"},
                      TypeCase{"LargeIntegers", "9007199254740993,\n1,\n", "INTEGER"}),
    [](const auto& tested) { return tested.param.what; });

TEST(TableForJsonLines, HasAllColumnsInTheOrderTheyCome) {
  const auto table = table_for(
      "{\"i\":1,\"mixed\":1}\n{\"b\":{\"$blob\":\"AA==\",\"bytes\":1},\"I\":true}\n"
      "{\"r\":1.0,\"mixed\":\"x\",\"n\":null}\n",
      RowFileFormat::json_lines);

  ASSERT_TRUE(table) << describe(table.error());
  EXPECT_EQ(*table,
            "CREATE TABLE \"t\" (\"i\" INTEGER, \"mixed\" TEXT, \"b\" BLOB, \"r\" REAL, "
            "\"n\" TEXT)");
}

TEST(TableFor, SaysWhereTheFileIsWrong) {
  struct Wrong {
    std::string text;
    RowFileFormat format;
    std::uint32_t line;
    std::string message;
  };
  const Wrong cases[] = {{"a,A\n", RowFileFormat::csv, 1, "named twice"},
                         {"a,\n1,2\n", RowFileFormat::csv, 1, "no name"},
                         {"a,b\n1\n", RowFileFormat::csv, 2, "1 field"},
                         {"", RowFileFormat::csv, 1, "empty"},
                         {"\n", RowFileFormat::json_lines, 1, "names no column"},
                         {"{\"a\":1}\n[1]\n", RowFileFormat::json_lines, 2, "JSON object"}};
  for (const Wrong& wrong : cases) {
    const auto table = table_for(wrong.text, wrong.format);

    ASSERT_FALSE(table) << wrong.text;
    EXPECT_THAT(table.error().message, HasSubstr(wrong.message)) << wrong.text;
    ASSERT_TRUE(table.error().place) << wrong.text;
    EXPECT_EQ(table.error().place->file, "rows.txt") << wrong.text;
    EXPECT_EQ(table.error().place->line, wrong.line) << wrong.text;
  }
}

}  // namespace
}  // namespace d1mcp::transfer
