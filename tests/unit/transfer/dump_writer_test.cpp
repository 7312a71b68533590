#include "transfer/dump_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>
#include <string>
#include <vector>

#include "support/temporary_directory.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class Dump : public ::testing::Test {
 protected:
  void build(const std::string& sql) { test::RawDatabase(directory_ / "a.db").run(sql); }

  Result<ExportSummary> try_to_write(const ExportSelection& selection, const Work& work = {}) {
    const auto reader = test::reader_of(directory_ / "a.db");
    MemorySink sink(100'000'000);
    auto summary = write_dump(*reader, selection, sink, work);
    text_ = sink.take();
    return summary;
  }

  ExportSummary write(const ExportSelection& selection = {}) {
    auto summary = try_to_write(selection);
    EXPECT_TRUE(summary) << describe(summary.error());
    return summary ? *summary : ExportSummary{};
  }

  test::TemporaryDirectory directory_;
  std::string text_;
};

constexpr std::string_view kShop = R"sql(
CREATE TABLE orders(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users(id),
  total REAL
);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, photo BLOB);
CREATE TABLE tags(tag);
CREATE INDEX orders_by_user ON orders(user_id);
CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
CREATE TRIGGER no_delete BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'no'); END;
INSERT INTO users VALUES(1,'Ada',x'00ff'),(2,'O''Brien',NULL);
INSERT INTO orders VALUES(7,1,19.99),(9,2,20.0);
INSERT INTO tags(rowid,tag) VALUES(3,'new'),(5,'old'),(6,1);
)sql";

TEST_F(Dump, IsReadable) {
  build(std::string(kShop));

  const ExportSummary summary = write();

  EXPECT_EQ(text_, R"sql(PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE orders(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users(id),
  total REAL
);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, photo BLOB);
CREATE TABLE tags(tag);
-- "orders": 2 rows
INSERT INTO "orders"("id","user_id","total") VALUES
(7,1,19.99),
(9,2,20.0);
-- "users": 2 rows
INSERT INTO "users"("id","name","photo") VALUES
(1,'Ada',X'00ff'),
(2,'O''Brien',NULL);
-- "tags": 3 rows
INSERT INTO "tags"(rowid,"tag") VALUES
(3,'new'),
(5,'old'),
(6,1);
DELETE FROM sqlite_sequence WHERE name='orders';
INSERT INTO sqlite_sequence(name,seq) VALUES('orders',9);
CREATE INDEX orders_by_user ON orders(user_id);
CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
CREATE TRIGGER no_delete BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'no'); END;
)sql");
  EXPECT_THAT(summary.tables,
              ElementsAre(TableRows{"orders", 2}, TableRows{"users", 2}, TableRows{"tags", 3}));
  EXPECT_EQ(summary.rows, 7U);
  EXPECT_EQ(summary.bytes, text_.size());
  EXPECT_THAT(summary.missing_parents, IsEmpty());
  EXPECT_THAT(summary.notes, IsEmpty());
}

TEST_F(Dump, OfSelectedTablesBringsIndexesTriggersAndCounters) {
  build(std::string(kShop));

  const ExportSummary summary = write({.tables = {"ORDERS", "totals"}});

  EXPECT_THAT(text_,
              AllOf(HasSubstr("CREATE TABLE orders("),
                    HasSubstr("INSERT INTO \"orders\""),
                    HasSubstr("CREATE INDEX orders_by_user"),
                    HasSubstr("VALUES('orders',9)"),
                    HasSubstr("CREATE VIEW totals"),
                    Not(HasSubstr("CREATE TABLE users")),
                    Not(HasSubstr("CREATE TABLE tags")),
                    Not(HasSubstr("CREATE TRIGGER"))));
  EXPECT_THAT(summary.missing_parents, ElementsAre("users"));
}

TEST_F(Dump, OfTheSchemaHasNoRows) {
  build(std::string(kShop));

  const ExportSummary summary = write({.tables = {}, .schema = true, .data = false});

  EXPECT_THAT(text_,
              AllOf(HasSubstr("CREATE TABLE users"),
                    HasSubstr("CREATE TRIGGER"),
                    Not(HasSubstr("INSERT INTO")),
                    Not(HasSubstr("sqlite_sequence"))));
  EXPECT_THAT(summary.tables, IsEmpty());
  EXPECT_EQ(summary.rows, 0U);
}

TEST_F(Dump, OfTheDataHasNoDefinitions) {
  build(std::string(kShop));

  const ExportSummary summary = write({.tables = {}, .schema = false, .data = true});

  EXPECT_THAT(text_, AllOf(HasSubstr("INSERT INTO \"users\""), Not(HasSubstr("CREATE"))));
  EXPECT_EQ(summary.rows, 7U);
}

TEST_F(Dump, OfNeitherSchemaNorDataIsRefused) {
  build("CREATE TABLE t(a)");

  EXPECT_EQ(try_to_write({.tables = {}, .schema = false, .data = false}).error().code,
            ErrorCode::invalid_argument);
}

TEST_F(Dump, OfAnUnknownTableSuggestsTheNearest) {
  build(std::string(kShop));

  const auto summary = try_to_write({.tables = {"users", "ordres"}});

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::not_found);
  EXPECT_THAT(summary.error().message, HasSubstr("ordres"));
  EXPECT_THAT(summary.error().hint, HasSubstr("orders"));
  EXPECT_EQ(text_, "");
}

TEST_F(Dump, OfADatabaseWithoutTablesIsOneLine) {
  build("CREATE TABLE t(a); DROP TABLE t");

  write();

  EXPECT_EQ(text_, "PRAGMA defer_foreign_keys=TRUE;\n");
}

TEST_F(Dump, LeavesOutWhatBelongsToCloudflare) {
  build(
      "CREATE TABLE _cf_KV(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;"
      "INSERT INTO _cf_KV VALUES('k',x'00'); CREATE TABLE _CF_other(a); CREATE TABLE mine(a);"
      "CREATE INDEX _cf_index ON mine(a)");

  write();

  EXPECT_EQ(text_, "PRAGMA defer_foreign_keys=TRUE;\nCREATE TABLE mine(a);\n");
}

TEST_F(Dump, LeavesOutTablesThatHoldAVirtualTable) {
  build("CREATE VIRTUAL TABLE f USING fts5(a); INSERT INTO f VALUES('one')");

  write();

  EXPECT_EQ(text_,
            "PRAGMA defer_foreign_keys=TRUE;\n"
            "CREATE VIRTUAL TABLE f USING fts5(a);\n"
            "-- \"f\": 1 row\n"
            "INSERT INTO \"f\"(rowid,\"a\") VALUES\n(1,'one');\n");
}

TEST_F(Dump, RebuildsFullTextIndexesOverOtherTablesAfterTheirRows) {
  build(
      "CREATE VIRTUAL TABLE f USING fts5(a, content='v');"
      "CREATE TABLE t(a); CREATE VIEW v AS SELECT rowid, a FROM t;"
      "INSERT INTO t VALUES('one'); INSERT INTO f(f) VALUES('rebuild')");

  const ExportSummary summary = write();

  EXPECT_THAT(text_,
              ::testing::EndsWith("CREATE VIEW v AS SELECT rowid, a FROM t;\n"
                                  "INSERT INTO \"f\"(\"f\") VALUES('rebuild');\n"));
  EXPECT_THAT(summary.notes, IsEmpty());
}

TEST_F(Dump, SaysWhichFullTextTablesAreEmpty) {
  build(
      "CREATE VIRTUAL TABLE f USING fts5(a, content='t'); CREATE TABLE t(a);"
      "CREATE VIRTUAL TABLE c USING fts5(a, content='')");

  const ExportSummary summary = write({.tables = {"f", "c"}});

  EXPECT_THAT(text_, Not(HasSubstr("INSERT")));
  EXPECT_THAT(summary.notes,
              ElementsAre(AllOf(HasSubstr("\"f\""), HasSubstr("\"t\", which is not exported")),
                          AllOf(HasSubstr("\"c\""), HasSubstr("contentless"))));
}

TEST_F(Dump, SaysWhatD1WillNotTake) {
  build(
      "CREATE TABLE child(a REFERENCES gone(id));"
      "CREATE TABLE big(v); INSERT INTO big VALUES(zeroblob(2000001)),(zeroblob(1999000));"
      "CREATE TABLE t(a DEFAULT 'BEGIN TRANSACTION');"
      "CREATE VIEW long AS SELECT '" +
      std::string(100'000, 'x') + "'");

  const ExportSummary summary = write();

  EXPECT_THAT(summary.notes,
              ElementsAre(HasSubstr("\"child\" refers to \"gone\", which does not exist"),
                          HasSubstr("the definition of \"t\" holds BEGIN TRANSACTION"),
                          HasSubstr("the definition of \"long\" is longer than the 100,000 bytes"),
                          StartsWith("1 row of table \"big\" is larger than the 2,000,000 bytes")));
}

TEST_F(Dump, ClosesDefinitionsThatEndInAComment) {
  build("CREATE VIEW line AS SELECT 1 -- end");
  build("CREATE VIEW open AS SELECT 2 /* end");

  write();

  EXPECT_THAT(text_,
              AllOf(HasSubstr("CREATE VIEW line AS SELECT 1 -- end\n;\n"),
                    HasSubstr("CREATE VIEW open AS SELECT 2 /* end*/;\n")));
}

TEST_F(Dump, KeepsNamesInItsCommentsOnOneLine) {
  build("CREATE TABLE \"a\nDROP TABLE b\"(x); INSERT INTO \"a\nDROP TABLE b\" VALUES(1)");

  write();

  EXPECT_THAT(text_, HasSubstr("\n-- \"a DROP TABLE b\": 1 row\n"));
}

TEST_F(Dump, PutsLongValuesTogetherFromPieces) {
  build("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
  test::RawDatabase(directory_ / "a.db")
      .insert_text("INSERT INTO t(v) VALUES(?)", std::string(90'001, 'x'));

  write();

  const std::string piece(40'000, 'x');
  EXPECT_EQ(text_,
            "PRAGMA defer_foreign_keys=TRUE;\n"
            "CREATE TABLE t(id INTEGER PRIMARY KEY, v);\n"
            "-- \"t\": 1 row\n"
            "CREATE TABLE \"_d1_chunk\"(s INTEGER PRIMARY KEY,v BLOB);\n"
            "INSERT INTO \"_d1_chunk\" VALUES(1,'" +
                piece +
                "');\n"
                "INSERT INTO \"_d1_chunk\" VALUES(2,'" +
                piece +
                "');\n"
                "INSERT INTO \"_d1_chunk\" VALUES(3,'" +
                std::string(10'001, 'x') +
                "');\n"
                "INSERT INTO \"t\"(\"id\",\"v\") VALUES\n"
                "(1,(SELECT CAST(group_concat(v,'') AS TEXT) FROM (SELECT v FROM \"_d1_chunk\" "
                "WHERE s BETWEEN 1 AND 3 ORDER BY s)));\n"
                "DELETE FROM \"_d1_chunk\";\n"
                "DROP TABLE \"_d1_chunk\";\n");
}

/// Takes a number of pieces and then fails.
class FailingSink final : public ByteSink {
 public:
  explicit FailingSink(int good_pieces) : good_pieces_(good_pieces) {}

  Status write(std::string_view /*bytes*/) override {
    if (good_pieces_-- > 0) return {};
    return Error{
        .code = ErrorCode::no_space, .message = "the disk is full", .hint = {}, .place = {}};
  }

 private:
  int good_pieces_;
};

TEST_F(Dump, EndsWithTheErrorOfItsDestination) {
  build("CREATE TABLE t(v); INSERT INTO t VALUES(zeroblob(300000)),(1),(zeroblob(300000))");
  const auto reader = test::reader_of(directory_ / "a.db");

  int pieces = 0;
  for (; pieces < 100; ++pieces) {
    FailingSink sink(pieces);
    const auto summary = write_dump(*reader, {}, sink, {});
    if (summary) break;
    EXPECT_EQ(summary.error().code, ErrorCode::no_space);
    EXPECT_EQ(summary.error().message, "the disk is full");
  }

  EXPECT_EQ(pieces, 15);  // 1.2 MB of hexadecimal digits in statements of 80 KB.
  EXPECT_TRUE(write_dump(*reader, {}, *std::make_unique<MemorySink>(10'000'000), {}));
}

TEST_F(Dump, ReportsProgressInRows) {
  build(
      "CREATE TABLE t(a); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
      "WHERE x < 2500) INSERT INTO t SELECT x FROM n; CREATE TABLE u(a); INSERT INTO u VALUES(1)");
  std::vector<std::string> reports;
  Work work;
  work.listener = [&](const Progress& progress) {
    reports.push_back(progress.what + " " + std::to_string(progress.done) + "/" +
                      std::to_string(progress.total));
  };

  ASSERT_TRUE(try_to_write({}, work));

  EXPECT_THAT(reports,
              ElementsAre("exporting t 0/2501",
                          "exporting t 1000/2501",
                          "exporting t 2000/2501",
                          "exporting u 2500/2501"));
}

TEST_F(Dump, StopsWhenItIsCancelled) {
  build(
      "CREATE TABLE t(a); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
      "WHERE x < 5000) INSERT INTO t SELECT x FROM n");
  std::stop_source stop;
  std::uint64_t last = 0;
  Work work;
  work.stop = stop.get_token();
  work.listener = [&](const Progress& progress) {
    last = progress.done;
    if (progress.done == 2000) stop.request_stop();
  };

  const auto summary = try_to_write({}, work);

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::cancelled);
  EXPECT_EQ(last, 2000U);
}

TEST_F(Dump, CanBeInlineOnlyWhenItIsSmall) {
  build(std::string(kShop));
  const auto reader = test::reader_of(directory_ / "a.db");
  MemorySink sink(500);

  const auto summary = write_dump(*reader, {}, sink, {});

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::limit_exceeded);
}

}  // namespace
}  // namespace d1mcp::transfer
