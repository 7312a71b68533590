#include "fixture.hpp"
#include "mcp/catalog.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;

class AccessLevels : public ToolsTest {
 protected:
  AccessLevels() { open_app("CREATE TABLE t(a);"); }

  std::vector<std::string> names(Access access) {
    std::vector<std::string> names;
    for (const mcp::Tool& tool : all(services(), access)) names.push_back(tool.name);
    return names;
  }
};

TEST_F(AccessLevels, OfReadingHaveOnlyToolsThatChangeNoDatabase) {
  EXPECT_THAT(names(Access::read),
              ElementsAre("list_databases",
                          "list_tables",
                          "table_info",
                          "run_query",
                          "list_migrations",
                          "check_migration",
                          "diff_schema",
                          "export_db"));
}

TEST_F(AccessLevels, OfMigratingAddThoseForMigrations) {
  EXPECT_THAT(names(Access::migrate),
              ElementsAre("list_databases",
                          "list_tables",
                          "table_info",
                          "run_query",
                          "list_migrations",
                          "check_migration",
                          "diff_schema",
                          "export_db",
                          "create_migration",
                          "apply_migration",
                          "rollback_migration",
                          "restore_backup",
                          "repair_history"));
}

TEST_F(AccessLevels, OfWritingHaveAllOfThem) {
  EXPECT_THAT(names(Access::write),
              ElementsAre("list_databases",
                          "list_tables",
                          "table_info",
                          "run_query",
                          "list_migrations",
                          "check_migration",
                          "diff_schema",
                          "export_db",
                          "create_migration",
                          "apply_migration",
                          "rollback_migration",
                          "restore_backup",
                          "repair_history",
                          "execute_sql",
                          "import_db"));
}

TEST_F(AccessLevels, OfReadingAdvertiseNothingThatDestroys) {
  for (const mcp::Tool& tool : all(services(), Access::read)) {
    const Json& annotations = tool.contract.at("annotations");
    const bool destroys =
        annotations.value("destructiveHint", !annotations.value("readOnlyHint", false));
    EXPECT_FALSE(destroys) << tool.name;
  }
}

TEST_F(AccessLevels, FitIntoWhatAnAssistantCanAffordToRead) {
  const auto catalog = mcp::Catalog::create(all(services(), Access::write));
  ASSERT_TRUE(catalog) << catalog.error().message;

  const std::string listing = catalog->listing(mcp::Revision::v2025_11_25).dump();

  EXPECT_LT(listing.size(), 12'000U);
  EXPECT_EQ(listing.find("\"examples\""), std::string::npos);
}

}  // namespace
}  // namespace d1mcp::tools
