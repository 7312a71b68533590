#include "fixture.hpp"

// D06, D08, B06: what a copy into a new definition does to values, and what it no longer takes.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;

std::string shop_with(const std::string& rows) {
  return "CREATE TABLE shop (id INTEGER PRIMARY KEY, zip TEXT, mail TEXT UNIQUE, price REAL);"
         "INSERT INTO shop (zip, mail, price) VALUES " +
         rows + ";";
}

/// The rebuild of shop with other columns, behind an empty line.
std::string rebuild_as(const std::string& zip, const std::string& mail, const std::string& price) {
  return "\nCREATE TABLE shop_new (id INTEGER PRIMARY KEY, zip " + zip + ", mail " + mail +
         ", price " + price +
         ");\n"
         "INSERT INTO shop_new (id, zip, mail, price) SELECT id, zip, mail, price FROM shop;\n"
         "DROP TABLE shop;\nALTER TABLE shop_new RENAME TO shop;\n";
}

TEST(Conversions, TextOfDigitsBecomesANumber) {
  const Case rebuilt{.schema = shop_with("('00123', 'a', 1), ('0077', 'b', 2), ('123', 'c', 3)"),
                     .sql = rebuild_as("INTEGER", "TEXT UNIQUE", "REAL")};

  EXPECT_THAT(found_in(rebuilt), Contains("D06@3"));
  EXPECT_EQ(message_of("D06", rebuilt),
            "changes 2 values of shop.zip, '00123' -> 123 first: shop_new.zip is INTEGER");
}

TEST(Conversions, WhatReadsTheSameIsNoChange) {
  const std::string schema =
      shop_with("('123', 'a', 1), ('12 High Street', 'b', 2), (NULL, 'c', 3)");

  EXPECT_TRUE(
      is_clean("D06", {.schema = schema, .sql = rebuild_as("INTEGER", "TEXT UNIQUE", "REAL")}));
  EXPECT_TRUE(is_clean("D06",
                       {.schema = shop_with("('00123', 'a', 1)"),
                        .sql = rebuild_as("VARCHAR(9)", "TEXT UNIQUE", "DOUBLE")}));
  EXPECT_TRUE(is_clean("D06",
                       {.schema = shop_with("('00123', 'a', 1)"),
                        .sql = rebuild_as("BLOB", "TEXT UNIQUE", "REAL")}));
}

TEST(Conversions, NumbersBecomeText) {
  const Case rebuilt{.schema = shop_with("('1', 'a', 1.5)"),
                     .sql = rebuild_as("TEXT", "TEXT UNIQUE", "TEXT")};

  EXPECT_EQ(message_of("D06", rebuilt),
            "changes 1 value of shop.price, 1.5 -> '1.5' first: shop_new.price is TEXT");
}

TEST(Conversions, LargeIntegersLoseDigitsInARealColumn) {
  const std::string schema =
      "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (9007199254740993), (12);";
  const Case copied{.schema = schema,
                    .sql = "\nCREATE TABLE u (n REAL); INSERT INTO u (n) SELECT n FROM t;"};

  EXPECT_THAT(message_of("D06", copied),
              testing::StartsWith("changes 1 value of t.n, 9007199254740993 -> "));
}

TEST(Conversions, AnUpdateThatCopiesAColumnIsACopy) {
  const std::string schema = shop_with("('00123', 'a', 1)");

  EXPECT_THAT(found_in({.schema = schema,
                        .sql = "ALTER TABLE shop ADD COLUMN zip_number INTEGER;\n"
                               "UPDATE shop SET zip_number = zip;"}),
              Contains("D06@2"));
  EXPECT_TRUE(is_clean("D06",
                       {.schema = schema,
                        .sql = "ALTER TABLE shop ADD COLUMN zip_text TEXT;\n"
                               "UPDATE shop SET zip_text = zip;"}));
}

TEST(Conversions, ValuesThatAnEarlierStatementChangedAreNotJudged) {
  const Case cleaned{.schema = shop_with("('00123', 'a', 1)"),
                     .sql = "UPDATE shop SET zip = NULL WHERE id = 1;" +
                            rebuild_as("INTEGER", "TEXT UNIQUE", "REAL")};

  EXPECT_TRUE(is_clean("D06", cleaned));
}

TEST(Conversions, KeywordsInACopyAreNoColumns) {
  const Case copied{.schema = "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('01');",
                    .sql =
                        "CREATE TABLE u (a INTEGER NOT NULL, b TEXT);"
                        "INSERT INTO u (a, b) SELECT a, NULL FROM t;"
                        "INSERT INTO u (a, b) SELECT a, 'a' FROM t;"};

  EXPECT_TRUE(is_clean("S09", copied));
  EXPECT_TRUE(is_clean("D05", copied));
}

TEST(Conversions, KeysThatACollationMakesEqual) {
  const Case rebuilt{.schema = shop_with("('1', 'A@x', 1), ('2', 'a@x', 2), ('3', 'b@x', 3)"),
                     .sql = rebuild_as("TEXT", "TEXT COLLATE NOCASE UNIQUE", "REAL")};

  EXPECT_THAT(found_in(rebuilt), Contains("D08@3"));
  EXPECT_EQ(
      message_of("D08", rebuilt),
      "copies 1 key of shop twice under the collation of the new table, 'A@x' and 'a@x' first: "
      "UNIQUE constraint failed");
}

TEST(Conversions, KeysThatStayDifferentAreFine) {
  const std::string schema = shop_with("('1', 'A@x', 1), ('2', 'b@x', 2), ('3', NULL, 3)");

  EXPECT_TRUE(is_clean(
      "D08", {.schema = schema, .sql = rebuild_as("TEXT", "TEXT COLLATE NOCASE UNIQUE", "REAL")}));
  EXPECT_TRUE(is_clean("D08",
                       {.schema = shop_with("('1', 'A@x', 1), ('2', 'a@x', 2)"),
                        .sql = rebuild_as("TEXT", "TEXT COLLATE NOCASE", "REAL")}));
}

constexpr const char* kOrders =
    "CREATE TABLE orders (id INTEGER PRIMARY KEY,"
    " state TEXT CHECK (state IN ('new', 'paid', 'sent')));";

std::string orders_with(const std::string& check) {
  return "\nCREATE TABLE orders_new (id INTEGER PRIMARY KEY, state TEXT CHECK (" + check +
         "));\nINSERT INTO orders_new (id, state) SELECT id, state FROM orders;\n"
         "DROP TABLE orders;\nALTER TABLE orders_new RENAME TO orders;\n";
}

TEST(Conversions, ANarrowedListNamesWhatItNoLongerTakes) {
  const Case narrowed{.schema = kOrders, .sql = orders_with("state IN ('new', 'closed')")};

  EXPECT_THAT(found_in(narrowed), Contains("B06@2"));
  EXPECT_EQ(message_of("B06", narrowed),
            "orders.state no longer takes 'paid', 'sent', which code that is running may write");
  EXPECT_THAT(found_in({.schema = kOrders,
                        .sql = orders_with("state IS NULL OR state IN ('new', 'paid')")}),
              Contains("B06@2"));
}

TEST(Conversions, AWiderOrAnotherConditionIsNotCalledNarrow) {
  for (const char* check : {"state IN ('sent', 'paid', 'new', 'closed')",
                            "state IN ('new') OR state IN ('paid', 'sent')",
                            "state NOT IN ('lost')",
                            "length(state) < 9"}) {
    EXPECT_TRUE(is_clean("B06", {.schema = kOrders, .sql = orders_with(check)})) << check;
  }
}

}  // namespace
}  // namespace d1mcp::lint
