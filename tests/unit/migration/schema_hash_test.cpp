#include "migration/schema_hash.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace d1mcp::migration {
namespace {

using Objects = std::vector<SchemaObject>;

const SchemaObject kUsers{"table", "users", "users", "CREATE TABLE users (id INTEGER)"};
const SchemaObject kOrders{"table", "orders", "orders", "CREATE TABLE orders (id INTEGER)"};
const SchemaObject kHistory{
    "table", "d1_migrations", "d1_migrations", "CREATE TABLE d1_migrations (a)"};

SchemaHasher::Row row_of(std::int64_t row, const SchemaObject& object) {
  return {.row = row,
          .type = object.type,
          .name = object.name,
          .table = object.table,
          .sql = object.sql};
}

std::string hash_of(const Objects& schema) {
  return SchemaHasher("d1_migrations").hash(schema);
}

TEST(SchemaHash, IsTheSameForWhatMeansTheSame) {
  SchemaObject rewritten = kUsers;
  rewritten.sql = "CREATE TABLE \"users\"(id INTEGER)";

  EXPECT_EQ(hash_of({kUsers, kOrders}), hash_of({kOrders, rewritten, kHistory}));
  EXPECT_NE(hash_of({kUsers, kOrders}), hash_of({kUsers}));
}

TEST(SchemaHash, LeavesOutWhatIsNotTheUsers) {
  SchemaHasher schemas("d1_migrations");
  schemas.see(row_of(1, {"table", "_CF_KV", "_CF_KV", "CREATE TABLE _CF_KV (a)"}));
  schemas.see(row_of(2, kUsers));
  schemas.see(row_of(3, {"table", "sqlite_sequence", "sqlite_sequence", "CREATE TABLE x (a)"}));

  EXPECT_EQ(schemas.hash_of_seen(), hash_of({kUsers}));
}

TEST(SchemaHash, FollowsASchemaThatComesRowByRow) {
  SchemaObject wider = kUsers;
  wider.sql = "CREATE TABLE users (id INTEGER, name TEXT)";
  SchemaHasher schemas("d1_migrations");
  const auto hash_of_rows = [&](const std::vector<SchemaHasher::Row>& rows) {
    for (const SchemaHasher::Row& row : rows) schemas.see(row);
    return schemas.hash_of_seen();
  };

  EXPECT_EQ(hash_of_rows({row_of(2, kUsers)}), hash_of({kUsers}));
  EXPECT_EQ(hash_of_rows({row_of(2, kUsers)}), hash_of({kUsers}));
  EXPECT_EQ(hash_of_rows({row_of(2, wider), row_of(5, kOrders)}), hash_of({wider, kOrders}));
  EXPECT_EQ(hash_of_rows({row_of(1, kHistory), row_of(5, kOrders)}), hash_of({kOrders}));
  EXPECT_EQ(hash_of_rows({row_of(5, kUsers)}), hash_of({kUsers}));
  EXPECT_EQ(hash_of_rows({}), hash_of({}));
}

}  // namespace
}  // namespace d1mcp::migration
