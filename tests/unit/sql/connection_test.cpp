#include "sql/connection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::sql {
namespace {

using testing::ElementsAre;

/// Gives two rows, or fails after the first.
class TwoRows final : public Connection {
 public:
  explicit TwoRows(bool fails) : fails_(fails) {}

  Result<QueryOutcome> query(std::string_view sql,
                             const Parameters& parameters,
                             RowSink& sink,
                             const Work&) override {
    asked = sql;
    bound = parameters.positional;
    const std::vector<Column> columns = {{.name = "a", .declared_type = "INT"}};
    TRY(sink.columns(columns));
    std::string memory = "first";
    TRY(sink.row(std::vector{Cell::text(memory)}));
    memory.assign(memory.size(), '?');
    if (fails_) return Error{.code = ErrorCode::busy, .message = "locked", .hint = {}, .place = {}};
    TRY(sink.row(std::vector{Cell::of(std::int64_t{2})}));
    return QueryOutcome{.rows = 2, .row_counts = {}};
  }

  Result<std::vector<BatchOutcome>> run_together(std::span<const Batch> batches,
                                                 const Work&) override {
    return std::vector<BatchOutcome>(batches.size());
  }
  Status read_consistently(const std::function<Status()>& reads, ValueSize, const Work&) override {
    return reads();
  }

  Status copy_into(const std::filesystem::path&, const Work&) override { return {}; }

  std::string asked;
  std::vector<Value> bound;

 private:
  bool fails_;
};

TEST(QueryTable, CollectsColumnsAndRowsInMemoryOfItsOwn) {
  TwoRows connection(/*fails=*/false);

  const auto table =
      query_table(connection, "SELECT ?", {.positional = {Value(1.5)}, .named = {}}, {});

  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->columns.size(), 1U);
  EXPECT_EQ(table->columns[0].name, "a");
  EXPECT_EQ(table->columns[0].declared_type, "INT");
  EXPECT_THAT(
      table->rows,
      ElementsAre(ElementsAre(Value(std::string("first"))), ElementsAre(Value(std::int64_t{2}))));
  EXPECT_EQ(connection.asked, "SELECT ?");
  EXPECT_THAT(connection.bound, ElementsAre(Value(1.5)));
}

TEST(QueryTable, GivesTheErrorAndNoRowsWhenTheQueryFailsOnTheWay) {
  TwoRows connection(/*fails=*/true);

  const auto table = query_table(connection, "SELECT 1", {}, {});

  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::busy);
}

TEST(SourceOf, HandsOutTheStatementsAndThenNothing) {
  const std::vector<Statement> statements = {{.text = "SELECT 1", .start = {}, .number = 1},
                                             {.text = "SELECT 2", .start = {}, .number = 2}};
  const StatementSource source = source_of(statements);

  EXPECT_EQ((**source()).text, "SELECT 1");
  EXPECT_EQ((**source()).number, 2U);
  EXPECT_FALSE((*source()).has_value());
  EXPECT_FALSE((*source()).has_value());
}

}  // namespace
}  // namespace d1mcp::sql
