#include "d1/dialect.hpp"

#include <gmock/gmock.h>

#include "d1/limits.hpp"

namespace d1mcp::d1 {
namespace {

using ::testing::HasSubstr;

TEST(Dialect, EverySpellingIsReadBack) {
  for (const Dialect dialect : {Dialect::sqlite, Dialect::d1_local, Dialect::d1}) {
    const auto parsed = parse_dialect(to_string(dialect));

    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, dialect);
  }
  EXPECT_EQ(to_string(Dialect::d1_local), "d1-local");
}

TEST(Dialect, AnUnknownSpellingIsRefusedWithTheNames) {
  const auto parsed = parse_dialect("D1");

  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(parsed.error().message, HasSubstr("\"D1\""));
  EXPECT_THAT(parsed.error().hint, HasSubstr("sqlite, d1-local, d1"));
}

TEST(Limits, PlainSqliteHasNone) {
  EXPECT_FALSE(limits_of(Dialect::sqlite));
}

TEST(Limits, ProductionIsStricterInThreeThings) {
  Limits expected = limits_of(Dialect::d1_local).value();
  EXPECT_EQ(expected.statement_bytes, 100'000);
  EXPECT_EQ(expected.value_bytes, 8'388'642);
  EXPECT_EQ(expected.function_arguments, 127);

  expected.value_bytes = 2'000'000;
  expected.function_arguments = 32;
  expected.vdbe_operations = 25'000;

  EXPECT_EQ(limits_of(Dialect::d1), expected);
}

}  // namespace
}  // namespace d1mcp::d1
