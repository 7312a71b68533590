#include "page.hpp"

#include <gmock/gmock.h>

namespace d1mcp::tools {
namespace {

using sql::Cell;
using sql::Flow;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A page with one column that got the rows 1, 2, … until it had enough.
void fill(Page& page, std::int64_t rows) {
  ASSERT_TRUE(page.columns(std::vector<sql::Column>{{.name = "n", .declared_type = "INTEGER"}}));
  for (std::int64_t row = 1; row <= rows; ++row) {
    const auto flow = page.row(std::vector<Cell>{Cell::of(row)});
    ASSERT_TRUE(flow);
    if (*flow == Flow::enough) return;
  }
}

TEST(Page, HoldsAllRowsWhenThereAreNoMoreThanItsLimit) {
  Page page({.skip = 0, .rows = 3});

  fill(page, 3);

  EXPECT_EQ(page.rows().dump(), "[[1],[2],[3]]");
  EXPECT_TRUE(page.complete());
  EXPECT_EQ(page.column_list().dump(), R"([{"name":"n","type":"INTEGER"}])");
}

TEST(Page, ReadsOneRowMoreToKnowThatThereAreMore) {
  Page page({.skip = 0, .rows = 3});

  fill(page, 4);

  EXPECT_EQ(page.rows().dump(), "[[1],[2],[3]]");
  EXPECT_FALSE(page.complete());
  EXPECT_EQ(page.row_count(), 3U);
}

TEST(Page, SkipsTheRowsBeforeIt) {
  Page page({.skip = 2, .rows = 2});
  Page beyond({.skip = 10, .rows = 2});

  fill(page, 5);
  fill(beyond, 5);

  EXPECT_EQ(page.rows().dump(), "[[3],[4]]");
  EXPECT_FALSE(page.complete());
  EXPECT_EQ(beyond.rows().dump(), "[]");
  EXPECT_TRUE(beyond.complete());
}

TEST(Page, EndsBeforeTheRowThatWouldBeTooMuch) {
  Page page({.skip = 0, .rows = 1000, .bytes = 21});

  fill(page, 1000);

  EXPECT_EQ(page.rows().dump(), "[[1],[2],[3],[4],[5]]");
  EXPECT_FALSE(page.complete());
}

TEST(Page, KeepsTheFirstRowAndCutsItsCells) {
  Page page({.skip = 0, .rows = 10, .bytes = 1000});
  const std::string large(1'000'000, 'x');
  ASSERT_TRUE(page.columns(std::vector<sql::Column>{{.name = "a", .declared_type = ""},
                                                    {.name = "b", .declared_type = ""}}));

  ASSERT_TRUE(page.row(std::vector<Cell>{Cell::text(large), Cell::blob(large)}));

  ASSERT_EQ(page.row_count(), 1U);
  EXPECT_EQ(page.rows()[0][0].at("bytes"), 1'000'000);
  EXPECT_LE(page.rows().dump().size(), 1000U);
  EXPECT_TRUE(page.complete());
  const auto cuts = page.cuts();
  ASSERT_THAT(cuts, SizeIs(3));
  EXPECT_THAT(cuts[0], AllOf(HasSubstr("row 1, column a"), HasSubstr("1,000,000 bytes")));
  EXPECT_THAT(cuts[2], HasSubstr("substr"));
}

std::vector<sql::Column> columns_of(std::size_t count) {
  std::vector<sql::Column> columns;
  for (std::size_t number = 1; number <= count; ++number)
    columns.push_back({.name = "c" + std::to_string(number), .declared_type = ""});
  return columns;
}

TEST(Page, StaysWithinItsBytesWhateverTheFirstRow) {
  const std::string controls(9'000, '\x01');
  const std::string invalid(9'000, '\xFF');
  for (const Cell& cell : {Cell::text(controls),
                           Cell::text(std::string_view(controls).substr(0, 60)),
                           Cell::text(invalid),
                           Cell::blob(controls),
                           Cell::of(INT64_MIN),
                           Cell::of(-1.2345678901234567e-300),
                           Cell::null()}) {
    for (const std::size_t count : {1U, 7U, 100U, 500U}) {
      for (const std::size_t bytes : {200U, 1000U, 50'000U}) {
        Page page({.skip = 0, .rows = 10, .bytes = bytes});
        ASSERT_TRUE(page.columns(columns_of(count)));

        ASSERT_TRUE(page.row(std::vector<Cell>(count, cell)));

        ASSERT_EQ(page.row_count(), 1U);
        EXPECT_LE(page.rows().dump().size(), bytes) << count;
        EXPECT_EQ(page.rows()[0].size(), page.column_list().size());
      }
    }
  }
}

TEST(Page, LeavesOutTheLastColumnsWhenCuttingCellsIsNotEnough) {
  Page page({.skip = 0, .rows = 10, .bytes = 1000});
  ASSERT_TRUE(page.columns(columns_of(2000)));

  ASSERT_TRUE(page.row(std::vector<Cell>(2000, Cell::null())));
  ASSERT_TRUE(page.row(std::vector<Cell>(2000, Cell::null())));

  EXPECT_EQ(page.column_list().size(), 199U);
  EXPECT_EQ(page.rows().dump().size(), 998U);
  EXPECT_FALSE(page.complete());
  EXPECT_THAT(page.cuts(), ElementsAre(HasSubstr("the first 199 of 2,000 columns")));
}

TEST(Page, TellsTheBytesItShows) {
  Page page({.skip = 0, .rows = 10, .bytes = 1000});
  ASSERT_TRUE(page.columns(columns_of(1)));
  std::string large = "x";
  for (int count = 0; count < 1000; ++count) large += "\xC3\xA9";

  ASSERT_TRUE(page.row(std::vector<Cell>{Cell::text(large)}));

  EXPECT_EQ(page.rows()[0][0].at("head").get<std::string>().size(), 499U);
  EXPECT_THAT(page.cuts().at(0), HasSubstr("the first 499 of 2,001 bytes"));
}

TEST(Page, CountsCutRowsFromTheBeginningOfTheResult) {
  Page page({.skip = 1, .rows = 10});
  const std::string large(100'000, 'x');
  ASSERT_TRUE(page.columns(std::vector<sql::Column>{{.name = "a", .declared_type = ""}}));
  ASSERT_TRUE(page.row(std::vector<Cell>{Cell::null()}));
  ASSERT_TRUE(page.row(std::vector<Cell>{Cell::null()}));
  ASSERT_TRUE(page.row(std::vector<Cell>{Cell::text(large)}));

  EXPECT_THAT(page.cuts().at(0), HasSubstr("row 3, column a"));
}

TEST(Page, NamesOnlyTheFirstFewCuts) {
  Page page({.skip = 0, .rows = 100, .bytes = 1'000'000});
  const std::string large(10'000, 'x');
  ASSERT_TRUE(page.columns(std::vector<sql::Column>{{.name = "a", .declared_type = ""}}));
  for (int row = 0; row < 20; ++row) {
    ASSERT_TRUE(page.row(std::vector<Cell>{Cell::text(large)}));
  }

  EXPECT_THAT(page.cuts(), SizeIs(7));
  EXPECT_THAT(page.cuts().at(5), HasSubstr("15 more cells"));
}

TEST(Page, CutsNothingThatFits) {
  Page page({});

  fill(page, 100);

  EXPECT_THAT(page.cuts(), IsEmpty());
}

TEST(Page, MakesNamesOfColumnsValid) {
  Page page({});
  ASSERT_TRUE(page.columns(std::vector<sql::Column>{{.name = "\xFF", .declared_type = "\xFF"}}));

  EXPECT_NO_THROW(page.column_list().dump());
}

}  // namespace
}  // namespace d1mcp::tools
