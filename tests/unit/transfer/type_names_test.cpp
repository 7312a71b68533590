#include "transfer/type_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;

// In the order of the tables.
std::vector<std::string> named(const std::vector<std::string>& tables) {
  std::vector<sql::TableSummary> summaries;
  for (const std::string& table : tables) summaries.emplace_back().name = table;
  const auto names = type_names(summaries);
  std::vector<std::string> types;
  for (const std::string& table : tables) types.push_back(names.at(table));
  return types;
}

TEST(TypeNames, AreInPascalCase) {
  EXPECT_THAT(named({"users", "user_roles", "apiKeys", "API_KEYS", "two  words-here.now"}),
              ElementsAre("Users", "UserRoles", "ApiKeys", "ApiKeys2", "TwoWordsHereNow"));
}

TEST(TypeNames, HoldOnlyWhatANameCan) {
  EXPECT_THAT(named({"2fa", "größe", "用户 表", "🚀", "", "a\"b*/c\nd"}),
              ElementsAre("T2Fa", "Größe", "用户表", "Table", "Table2", "ABCD"));
}

TEST(TypeNames, AreEachThereOnce) {
  EXPECT_THAT(named({"users", "users_insert", "users-"}),
              ElementsAre("Users", "UsersInsert2", "Users2"));
  EXPECT_THAT(named({"users_insert", "users"}), ElementsAre("UsersInsert", "Users2"));
  EXPECT_THAT(named({"json_text", "array_buffer"}), ElementsAre("JsonText2", "ArrayBuffer2"));
}

}  // namespace
}  // namespace d1mcp::transfer
