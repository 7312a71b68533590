#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "sql/quoting.hpp"
#include "support/temporary_directory.hpp"
#include "transfer/dump_writer.hpp"
#include "transfer/verify.hpp"
#include "unit/transfer/dump_text.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using test::RawDatabase;

/// Makes random databases; the same seed makes the same one.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  void fill(RawDatabase& database) {
    const int tables = 1 + below(4);
    for (int table = 0; table < tables; ++table) add_table(database, table);
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  template <typename Choices>
  auto one_of(const Choices& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(std::size(choices))))];
  }

  std::string name() {
    static constexpr std::string_view kParts[] = {
        "a", "B", "\"", "'", ";", " ", "--", "ü", "select", "\n", "[", "`", "_"};
    std::string text = "n";
    for (int parts = below(5); parts > 0; --parts) text += one_of(kParts);
    return text + std::to_string(++names_);
  }

  void add_table(RawDatabase& database, int number) {
    static constexpr std::string_view kTypes[] = {"",
                                                  "TEXT",
                                                  "INTEGER",
                                                  "REAL",
                                                  "BLOB",
                                                  "NUMERIC",
                                                  "ANY",
                                                  "INT",
                                                  "VARCHAR(20) COLLATE NOCASE"};
    static constexpr std::string_view kKeys[] = {"", " PRIMARY KEY", ""};
    const std::string table = sql::quote_identifier(name());
    std::vector<std::string> columns;
    std::string definition = "CREATE TABLE " + table + "(";
    const int count = 1 + below(8);
    for (int column = 0; column < count; ++column) {
      columns.push_back(sql::quote_identifier(name()));
      definition += (column == 0 ? "" : ", ") + columns.back() + " " + std::string(one_of(kTypes));
      if (column == 0) definition += one_of(kKeys);
    }
    database.run(definition + ")");
    if (below(2) == 0) {
      database.run("CREATE INDEX " + sql::quote_identifier(name()) + " ON " + table + "(" +
                   one_of(columns) + ")");
    }
    for (int rows = below(40); rows > 0; --rows) add_row(database, table, columns, number);
  }

  void add_row(RawDatabase& database,
               const std::string& table,
               const std::vector<std::string>& columns,
               int number) {
    const std::string column = one_of(columns);
    const std::string insert = "INSERT OR IGNORE INTO " + table + "(" + column + ") VALUES(?)";
    switch (below(5)) {
      case 0: database.insert_text(insert, bytes(/*text=*/true)); break;
      case 1: database.insert_blob(insert, bytes(/*text=*/false)); break;
      case 2: database.insert_real(insert, real()); break;
      case 3:
        database.run("INSERT OR IGNORE INTO " + table + "(" + column + ") VALUES(" + integer() +
                     ")");
        break;
      default:
        database.run("DELETE FROM " + table + " WHERE rowid % 5 = " + std::to_string(number));
        break;
    }
  }

  std::string integer() {
    return std::to_string(static_cast<std::int64_t>(random_()) >> below(64));
  }

  double real() {
    if (below(3) == 0) return below(100'000) / 100.0;
    const std::uint64_t bits = random_();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
  }

  std::string bytes(bool text) {
    static constexpr std::string_view kPieces[] = {"'",
                                                   "\"",
                                                   "\\n",
                                                   "\n",
                                                   "\r\n",
                                                   "COMMIT;",
                                                   "BEGIN TRANSACTION",
                                                   "ü",
                                                   "€",
                                                   "😀",
                                                   "plain ",
                                                   ";",
                                                   "--",
                                                   "/*",
                                                   "X'00'",
                                                   "\t"};
    std::string made;
    if (!text || below(8) == 0) {
      for (int size = below(60); size > 0; --size) made += static_cast<char>(below(256));
    } else {
      for (int pieces = below(12); pieces > 0; --pieces) made += one_of(kPieces);
    }
    if (below(40) == 0)
      made += std::string(static_cast<std::size_t>(20'000 + below(150'000)), '\'');
    return made;
  }

  std::mt19937_64 random_;
  int names_ = 0;
};

class RandomRoundTrip : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomRoundTrip, LosesNothing) {
  const test::TemporaryDirectory directory;
  RawDatabase original(directory / "original.db");
  Generator(GetParam()).fill(original);
  MemorySink sink(100'000'000);
  const auto reader = test::reader_of(directory / "original.db");
  const auto written = write_dump(*reader, {}, sink, {});
  ASSERT_TRUE(written) << describe(written.error());

  const auto scratch = test::scratch_of(directory / "loaded.db");
  const auto verified = verify_dump(*reader, {}, test::dump_of(sink.content()), *scratch, {});
  ASSERT_TRUE(verified) << describe(verified.error());
  RawDatabase executed(directory / "executed.db");
  executed.run("BEGIN;" + sink.content() + "COMMIT;");

  EXPECT_EQ(test::rows_of(*verified), written->tables);
  EXPECT_EQ(RawDatabase(directory / "loaded.db").everything(), original.everything());
  EXPECT_EQ(executed.everything(), original.everything());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRoundTrip, ::testing::Range(1U, 61U));

}  // namespace
}  // namespace d1mcp::transfer
