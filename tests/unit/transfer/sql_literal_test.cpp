#include "transfer/sql_literal.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::transfer {
namespace {

using namespace std::string_view_literals;

std::string literal(const sql::Cell& cell) {
  std::string text;
  append_literal(text, cell);
  return text;
}

struct SqlLiteralCase {
  sql::Cell cell;
  std::string_view literal;
};

const std::vector<SqlLiteralCase>& cases() {
  static const std::vector<SqlLiteralCase> kCases = {
      {sql::Cell::null(), "NULL"},
      {sql::Cell::of(std::int64_t{0}), "0"},
      {sql::Cell::of(std::int64_t{-42}), "-42"},
      {sql::Cell::of(std::numeric_limits<std::int64_t>::max()), "9223372036854775807"},
      {sql::Cell::of(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808"},
      {sql::Cell::of(2.0), "2.0"},
      {sql::Cell::text(""), "''"},
      {sql::Cell::text("it's"), "'it''s'"},
      {sql::Cell::text("''"), "''''''"},
      {sql::Cell::text("a\nb\rc\\n"), "'a\nb\rc\\n'"},
      {sql::Cell::text("a\r\nb"), "CAST(X'610d0a62' AS TEXT)"},
      {sql::Cell::text("ü€😀"), "'ü€😀'"},
      {sql::Cell::text("a\0b"sv), "CAST(X'610062' AS TEXT)"},
      {sql::Cell::text("caf\xE9"), "CAST(X'636166e9' AS TEXT)"},
      {sql::Cell::text("COMMIT;"), "CAST(X'434f4d4d49543b' AS TEXT)"},
      {sql::Cell::text("COMMIT"), "'COMMIT'"},
      {sql::Cell::text("x BEGIN TRANSACTION y"),
       "CAST(X'7820424547494e205452414e53414354494f4e2079' AS TEXT)"},
      {sql::Cell::text("Begin Transaction;"), "'Begin Transaction;'"},
      {sql::Cell::blob(""), "X''"},
      {sql::Cell::blob("\0\x7F\xFF'"sv), "X'007fff27'"},
  };
  return kCases;
}

TEST(SqlLiteral, IsWrittenAsExpected) {
  for (const SqlLiteralCase& test : cases()) EXPECT_EQ(literal(test.cell), test.literal);
}

TEST(SqlLiteral, SizeIsExactForTextAndBlobAndABoundForNumbers) {
  for (const SqlLiteralCase& test : cases()) {
    const bool is_bytes = test.cell.storage == sql::StorageClass::text ||
                          test.cell.storage == sql::StorageClass::blob;
    if (is_bytes) {
      EXPECT_EQ(literal_size(test.cell), test.literal.size()) << test.literal;
    }
    EXPECT_GE(literal_size(test.cell), test.literal.size()) << test.literal;
    EXPECT_GE(literal_bound(test.cell), literal_size(test.cell)) << test.literal;
  }
}

}  // namespace
}  // namespace d1mcp::transfer
