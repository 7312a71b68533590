#include "workspace/catalog.hpp"

#include "fixture.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CatalogOfFiles : public WorkspaceTest {};

TEST_F(CatalogOfFiles, NamesDatabasesByTheirStems) {
  make_database("app.db");
  make_database("deep/shop.sqlite3");
  write("dump.sql", "CREATE TABLE t(a);");

  const Catalog catalog = build(request({"app.db", "deep/shop.sqlite3", "./dump.sql"}));

  EXPECT_THAT(names_of(catalog), ElementsAre("app", "shop", "dump"));
  EXPECT_EQ(catalog.entries()[0]->description().kind, Kind::sqlite_file);
  EXPECT_EQ(catalog.entries()[2]->description().kind, Kind::sql_dump);
  EXPECT_EQ(catalog.entries()[1]->description().file, root() / "deep/shop.sqlite3");
}

TEST_F(CatalogOfFiles, NumbersEqualStems) {
  make_database("a/app.db");
  make_database("b/app.db");
  make_database("c/app.sqlite");

  const Catalog catalog = build(request({"a/app.db", "b/app.db", "c/app.sqlite"}));

  EXPECT_THAT(names_of(catalog), ElementsAre("app", "app-2", "app-3"));
  EXPECT_EQ((*catalog.find("app-2"))->description().file, root() / "b/app.db");
}

TEST_F(CatalogOfFiles, TakesNamesThatAreGiven) {
  make_database("app.db");
  Request wanted = request({"app.db"});
  wanted.named = {{"main", "app.db"}};

  EXPECT_THAT(names_of(build(wanted)), ElementsAre("main", "app"));
}

TEST_F(CatalogOfFiles, KeepsAGivenNameFreeOfOthers) {
  make_database("app.db");
  make_database("other.db");
  Request wanted = request({"app.db"});
  wanted.named = {{"app", "other.db"}};

  const Catalog catalog = build(wanted);

  EXPECT_THAT(names_of(catalog), ElementsAre("app", "app-2"));
  EXPECT_EQ((*catalog.find("app"))->description().file, root() / "other.db");
}

TEST_F(CatalogOfFiles, RefusesOneNameForTwoDatabases) {
  make_database("a.db");
  make_database("b.db");
  Request wanted = request();
  wanted.named = {{"main", "a.db"}, {"main", "b.db"}};

  const auto catalog = Catalog::build(wanted);

  ASSERT_FALSE(catalog);
  EXPECT_THAT(catalog.error().message, HasSubstr("main"));
}

TEST_F(CatalogOfFiles, GivesTheOnlyOneWithoutAName) {
  make_database("app.db");
  const Catalog catalog = build(request({"app.db"}));

  EXPECT_EQ((*catalog.find(""))->name(), "app");
}

TEST_F(CatalogOfFiles, AsksWhichWhenThereAreSeveral) {
  make_database("a.db");
  make_database("b.db");
  const Catalog catalog = build(request({"a.db", "b.db"}));

  const auto found = catalog.find("");

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(found.error().hint, HasSubstr("a, b"));
}

TEST_F(CatalogOfFiles, SuggestsTheNearestNameForAnUnknownOne) {
  make_database("customers.db");
  make_database("orders.db");
  const Catalog catalog = build(request({"customers.db", "orders.db"}));

  const auto near = catalog.find("custmers");
  const auto far = catalog.find("xyzzy");
  const auto other_case = catalog.find("Orders");

  ASSERT_FALSE(near);
  EXPECT_EQ(near.error().code, ErrorCode::not_found);
  EXPECT_EQ(near.error().hint, "did you mean customers?");
  EXPECT_THAT(far.error().hint, AllOf(HasSubstr("customers"), HasSubstr("orders")));
  ASSERT_FALSE(other_case);
  EXPECT_THAT(other_case.error().hint, HasSubstr("orders"));
}

TEST_F(CatalogOfFiles, KeepsWhatCannotBeUsedWithTheReason) {
  make_database("app.db");
  write("data.json", "{}");
  std::filesystem::create_directories(root() / "empty");

  const Catalog catalog = build(request({"data.json", "app.db", "empty", "later.db"}));

  EXPECT_THAT(names_of(catalog), ElementsAre("data", "app", "empty", "later"));
  ASSERT_TRUE(catalog.entries()[0]->problem());
  EXPECT_THAT(catalog.entries()[0]->problem()->message, HasSubstr("data.json"));
  EXPECT_FALSE(catalog.entries()[1]->problem());
  ASSERT_TRUE(catalog.entries()[2]->problem());
  EXPECT_THAT(catalog.entries()[2]->problem()->message, HasSubstr("no wrangler configuration"));
  EXPECT_FALSE(catalog.entries()[3]->problem()) << "the file may still come";
  EXPECT_FALSE(catalog.entries()[3]->exists());
}

TEST_F(CatalogOfFiles, GivesAFolderANameHoweverItIsWritten) {
  for (const char* folder : {".", "./", "sub/", "sub/."}) {
    std::filesystem::create_directories(root() / "sub");
    const auto names = names_of(build(request({folder})));
    ASSERT_EQ(names.size(), 1U);
    EXPECT_THAT(names[0], ::testing::AnyOf("project", "sub")) << folder;
  }
}

TEST_F(CatalogOfFiles, WithoutAnyDatabaseSaysWhatToDo) {
  const Catalog catalog = build(request());

  ASSERT_TRUE(catalog.problem());
  EXPECT_EQ(catalog.problem()->code, ErrorCode::not_found);
  EXPECT_FALSE(catalog.problem()->hint.empty());
  ASSERT_FALSE(catalog.find("app"));
  EXPECT_EQ(catalog.find("app").error().message, catalog.problem()->message);
}

TEST_F(CatalogOfFiles, SuggestADialectByTheirKind) {
  make_database("app.db");
  write("dump.sql", "CREATE TABLE t(a);");

  const Catalog usual = build(request({"app.db", "dump.sql"}));
  Request wanted = request({"app.db", "dump.sql"});
  wanted.dialect = d1::Dialect::d1;
  const Catalog told = build(wanted);

  EXPECT_EQ(usual.entries()[0]->description().dialect, d1::Dialect::sqlite);
  EXPECT_EQ(usual.entries()[1]->description().dialect, d1::Dialect::d1_local);
  EXPECT_EQ(told.entries()[0]->description().dialect, d1::Dialect::d1);
  EXPECT_EQ(told.entries()[1]->description().dialect, d1::Dialect::d1);
}

class MigrationsFolder : public WorkspaceTest {
 protected:
  std::filesystem::path chosen(const Request& wanted) const {
    return build(wanted).entries().at(0)->description().migrations.directory;
  }
};

TEST_F(MigrationsFolder, LiesBesideTheDatabase) {
  make_database("data/app.db");
  std::filesystem::create_directories(root() / "data/migrations");
  std::filesystem::create_directories(root() / "migrations");

  EXPECT_EQ(chosen(request({"data/app.db"})), root() / "data/migrations");
}

TEST_F(MigrationsFolder, OrElseInTheWorkingDirectory) {
  make_database("data/app.db");
  std::filesystem::create_directories(root() / "migrations");

  EXPECT_EQ(chosen(request({"data/app.db"})), root() / "migrations");
}

TEST_F(MigrationsFolder, IsExpectedBesideTheDatabaseWhenThereIsNone) {
  make_database("data/app.db");

  EXPECT_EQ(chosen(request({"data/app.db"})), root() / "data/migrations");
}

TEST_F(MigrationsFolder, IsTheOneThatWasTold) {
  make_database("data/app.db");
  std::filesystem::create_directories(root() / "data/migrations");
  Request wanted = request({"data/app.db"});
  wanted.migrations_directory = "db/changes";

  EXPECT_EQ(chosen(wanted), root() / "db/changes");
}

}  // namespace
}  // namespace d1mcp::workspace
