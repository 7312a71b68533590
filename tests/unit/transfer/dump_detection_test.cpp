#include "transfer/dump_detection.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace d1mcp::transfer {
namespace {

using namespace std::string_view_literals;

class IsSql : public ::testing::TestWithParam<std::string_view> {};
class IsNotSql : public ::testing::TestWithParam<std::string_view> {};

TEST_P(IsSql, IsRecognised) {
  EXPECT_TRUE(looks_like_sql_dump(GetParam()));
}

TEST_P(IsNotSql, IsTakenForSomethingElse) {
  EXPECT_FALSE(looks_like_sql_dump(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Beginnings,
    IsSql,
    ::testing::Values("PRAGMA defer_foreign_keys=TRUE;",
                      "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n",
                      "pragma user_version(3)",
                      "\xEF\xBB\xBF  -- a comment\n/* and\n one more */ create table t(a);",
                      "CREATE TABLE IF NOT EXISTS \"main\".\"my table\" (id);",
                      "CREATE TABLE t AS SELECT 1",
                      "CREATE TEMP TABLE t(a)",
                      "CREATE UNIQUE INDEX i ON t(a);",
                      "CREATE VIEW v AS SELECT 1;",
                      "CREATE TRIGGER IF NOT EXISTS r AFTER INSERT ON t BEGIN SELECT 1; END;",
                      "CREATE VIRTUAL TABLE f USING fts5(a);",
                      "INSERT INTO t VALUES(1);",
                      "INSERT OR IGNORE INTO t(a) VALUES(1);",
                      "insert into [t] select 1",
                      "REPLACE INTO t DEFAULT VALUES;",
                      "DELETE FROM t;",
                      "DELETE FROM t WHERE a = 1",
                      "UPDATE t SET a = 1;",
                      "DROP TABLE IF EXISTS t;",
                      "ALTER TABLE t ADD COLUMN b;",
                      "BEGIN;",
                      "BEGIN IMMEDIATE TRANSACTION;",
                      "CREATE TABLE t(a TEXT DEFAULT 'cut in the mid"));

INSTANTIATE_TEST_SUITE_P(Beginnings,
                         IsNotSql,
                         ::testing::Values("",
                                           "   \n",
                                           "-- only a comment",
                                           "/* not closed",
                                           "SQLite format 3\0\x10\0"sv,
                                           "CREATE TABLE t(a);\0"sv,
                                           "{\"create\": \"table\"}",
                                           "[1, 2]",
                                           "<!DOCTYPE html><html>",
                                           "id,name\r\n1,Ada\r\n",
                                           "Create a table for two.",
                                           "Create view of the lake",
                                           "Insert into the box the second key",
                                           "Delete from the list whatever is done",
                                           "Drop table manners here",
                                           "Begin with the end in mind",
                                           "BEGIN:VCARD\nVERSION:3.0",
                                           "Update the readme",
                                           "Alter table settings in the menu",
                                           "Replace into",
                                           "#pragma once",
                                           "Pragma is a word",
                                           "SELECT",
                                           "\x7F"
                                           "ELF"));

}  // namespace
}  // namespace d1mcp::transfer
