#include "unit/offers/fixture.hpp"

#include "offers/resources.hpp"
#include "support/databases.hpp"

namespace d1mcp::offers {

workspace::Entry& OffersTest::entry(std::string_view name) {
  const auto found = services().catalog.find(name);
  EXPECT_TRUE(found) << found.error().message;
  return **found;
}

Result<mcp::ResourceRead> OffersTest::read(const std::string& uri) {
  return resources(services()).read(uri, {});
}

Json OffersTest::content(const std::string& uri) {
  const auto outcome = read(uri);
  EXPECT_TRUE(outcome) << uri << ": " << describe(outcome.error());
  if (!outcome) return {{"text", ""}};
  const auto* contents = std::get_if<Json>(&*outcome);
  EXPECT_NE(contents, nullptr) << uri << " is not there";
  return contents == nullptr ? Json{{"text", ""}} : contents->at(0);
}

bool OffersTest::is_there(const std::string& uri) {
  const auto outcome = read(uri);
  EXPECT_TRUE(outcome) << uri << ": " << describe(outcome.error());
  return outcome && !std::holds_alternative<std::monostate>(*outcome);
}

std::string OffersTest::said(const mcp::Prompt& prompt, const Json& arguments) {
  const auto outcome = prompt.get(arguments, {});
  EXPECT_TRUE(outcome) << prompt.name << ": " << describe(outcome.error());
  if (!outcome) return {};
  const Json& messages = std::get<Json>(*outcome);
  EXPECT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages.at(0).at("role"), "user");
  return messages.at(0).at("content").at("text").get<std::string>();
}

Error OffersTest::refusal(const mcp::Prompt& prompt, const Json& arguments) {
  auto outcome = prompt.get(arguments, {});
  EXPECT_FALSE(outcome) << prompt.name << " is made";
  return outcome ? Error{} : std::move(outcome).error();
}

void OffersTest::alter(const std::string& file, std::string_view sql) const {
  test::run_sql(root() / file, "PRAGMA busy_timeout=10000;" + std::string(sql));
}

void OffersTest::open_project(std::string_view sql) {
  temporary_.write("wrangler.json",
                   R"({"d1_databases": [{"binding": "DB", "database_name": "shop"}]})");
  open({"."});
  if (sql.empty()) return;
  const std::filesystem::path& file = entry().description().file;
  std::filesystem::create_directories(file.parent_path());
  test::run_sql(file, sql);
}

}  // namespace d1mcp::offers
