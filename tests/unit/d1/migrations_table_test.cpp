#include "d1/migrations_table.hpp"

#include <gtest/gtest.h>

namespace d1mcp::d1 {
namespace {

TEST(MigrationsTable, IsCreatedByteForByteAsWranglerDoes) {
  EXPECT_EQ(create_migrations_table_sql(kDefaultMigrationsTable),
            "CREATE TABLE IF NOT EXISTS \"d1_migrations\"(\n"
            "\t\tid         INTEGER PRIMARY KEY AUTOINCREMENT,\n"
            "\t\tname       TEXT UNIQUE,\n"
            "\t\tapplied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL\n"
            ");");
}

TEST(MigrationsTable, IsReadInTheOrderOfApplication) {
  EXPECT_EQ(list_applied_migrations_sql("a\"b"), "SELECT *\n\t\tFROM \"a\"\"b\"\n\t\tORDER BY id");
}

TEST(MigrationsTable, RecordsAFileName) {
  EXPECT_EQ(record_migration_sql("d1_migrations", "0001_it's.sql"),
            "INSERT INTO \"d1_migrations\" (name)\nvalues ('0001_it''s.sql');");
}

TEST(MigrationsTable, ForgetsAFileName) {
  EXPECT_EQ(forget_migration_sql("a\"b", "0001_it's.sql"),
            "DELETE FROM \"a\"\"b\" WHERE name = '0001_it''s.sql'");
}

}  // namespace
}  // namespace d1mcp::d1
