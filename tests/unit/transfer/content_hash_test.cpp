#include "transfer/content_hash.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "core/encoding.hpp"
#include "support/temporary_directory.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using namespace std::string_view_literals;

class HashOfContent : public ::testing::Test {
 protected:
  HashOfContent() { test::RawDatabase(directory_ / "a.db").run("CREATE TABLE t(a)"); }

  ContentHash of(const std::string& select_sql) {
    const auto reader = test::reader_of(directory_ / "a.db");
    const Work work;
    RowMeter meter(work, 0);
    const auto hash = hash_content(*reader, select_sql, {.meter = meter, .work = work});
    EXPECT_TRUE(hash) << describe(hash.error());
    return hash ? *hash : ContentHash();
  }

  test::TemporaryDirectory directory_;
};

TEST_F(HashOfContent, IsThatOfTheWrittenFormat) {
  const std::string_view row =
      "(ni\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE"
      "r\x3F\xF8\0\0\0\0\0\0"
      "t\0\0\0\0\0\0\0\2hi"
      "b\0\0\0\0\0\0\0\1\0"sv;

  const ContentHash hash = of("SELECT NULL, -2, 1.5, 'hi', x'00'");

  EXPECT_EQ(hash.rows, 1U);
  EXPECT_EQ(hash.sha256, sha256_hex(row));
}

TEST_F(HashOfContent, TellsStorageClassesApart) {
  for (const char* other : {"SELECT 1.0", "SELECT '1'", "SELECT x'31'", "SELECT NULL"}) {
    EXPECT_NE(of("SELECT 1"), of(other)) << other;
  }
  EXPECT_NE(of("SELECT 0.0"), of("SELECT -0.0"));
  EXPECT_NE(of("SELECT ''"), of("SELECT x''"));
}

TEST_F(HashOfContent, TellsWhereValuesAndRowsEnd) {
  EXPECT_NE(of("SELECT 'ab', 'c'"), of("SELECT 'a', 'bc'"));
  EXPECT_NE(of("SELECT 1, 2"), of("SELECT 1 UNION ALL SELECT 2"));
  EXPECT_NE(of("SELECT 1 UNION ALL SELECT 2"), of("SELECT 2 UNION ALL SELECT 1"));
}

TEST_F(HashOfContent, IsTheSameHoweverLongTheValues) {
  const std::string row = std::string("(i\0\0\0\0\0\0\0\1t\0\0\0\0\0\3\x0D\x40"sv) +
                          std::string(200'000, 'x') + std::string("i\0\0\0\0\0\0\0\2"sv);

  EXPECT_EQ(of("SELECT 1, printf('%.*c', 200000, 'x'), 2").sha256, sha256_hex(row));
}

TEST_F(HashOfContent, OfNoRowsIsThatOfNothing) {
  EXPECT_EQ(of("SELECT a FROM t"), (ContentHash{.rows = 0, .sha256 = sha256_hex("")}));
}

}  // namespace
}  // namespace d1mcp::transfer
