#include "page.hpp"

#include <gmock/gmock.h>

namespace d1mcp::tools {
namespace {

using sql::Cell;
using sql::Flow;
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
  Page page({.skip = 0, .rows = 1000, .bytes = 20});

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
