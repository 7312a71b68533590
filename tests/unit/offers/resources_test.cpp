#include "offers/resources.hpp"

#include <fstream>

#include "fixture.hpp"
#include "offers/uri.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using tools::members;

class ResourcesTest : public OffersTest {
 protected:
  std::vector<std::string> listed() { return members(list_resources(services().catalog), "uri"); }
};

TEST_F(ResourcesTest, ListsSchemaAndMigrationsOfEveryDatabase) {
  make_database("app.db", "CREATE TABLE a(x)");
  make_database("other.db", "CREATE TABLE b(x)");
  temporary_.write("migrations/001_a.sql", "SELECT 1;");
  open({"app.db", "other.db"});

  EXPECT_THAT(
      listed(),
      ElementsAre(
          "d1://app/schema", "d1://app/migrations", "d1://other/schema", "d1://other/migrations"));
}

TEST_F(ResourcesTest, ListsWhatIsThereOnly) {
  temporary_.write("data.json", "{}");
  make_database("app.db", "CREATE TABLE a(x)");
  open({"app.db", "missing.db", "data.json"});

  EXPECT_THAT(listed(), ElementsAre("d1://app/schema"));
}

TEST_F(ResourcesTest, ListsTheMigrationsOfADatabaseThatIsNotCreatedYet) {
  temporary_.write("migrations/0001_a.sql", "SELECT 1;");
  open_project();

  EXPECT_THAT(listed(), ElementsAre("d1://shop/migrations"));
}

TEST_F(ResourcesTest, EveryListedResourceCanBeRead) {
  open_sample();

  for (const Json& resource : list_resources(services().catalog)) {
    const Json read = content(resource.at("uri").get<std::string>());

    EXPECT_EQ(read.at("uri"), resource.at("uri"));
    EXPECT_EQ(read.at("mimeType"), resource.at("mimeType"));
    EXPECT_THAT(read.at("text").get<std::string>(), Not(IsEmpty()));
  }
}

TEST_F(ResourcesTest, SchemaIsTheScriptThatMakesTheDatabase) {
  const std::string script =
      "CREATE TABLE a(x);\n"
      "CREATE INDEX ax ON a(x);\n"
      "CREATE VIEW v AS SELECT x FROM a;\n"
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;\n";
  open_app(script);

  EXPECT_EQ(text("d1://app/schema"), script);
}

TEST_F(ResourcesTest, TableIsWhatTableInfoTells) {
  open_app(
      "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES(1,'a')");

  const Json told = Json::parse(text("d1://app/tables/users"));

  EXPECT_EQ(told, result_of("table_info", {{"table", "users"}}));
}

TEST_F(ResourcesTest, TableIsCalledAsTheSchemaSpellsIt) {
  open_app("CREATE TABLE Users(id)");

  EXPECT_EQ(content("d1://app/tables/USERS").at("uri"), "d1://app/tables/Users");
}

TEST_F(ResourcesTest, MigrationsAreWhatListMigrationsTells) {
  open_sample();

  const Json told = Json::parse(text("d1://app/migrations"));

  EXPECT_EQ(told, result_of("list_migrations", Json::object()));
}

TEST_F(ResourcesTest, MigrationFileIsItsText) {
  open_sample();

  const Json read = content("d1://app/migrations/003_usage_tracking.sql");

  EXPECT_EQ(read.at("mimeType"), "application/sql");
  EXPECT_EQ(read.at("text"), content_of("migrations/003_usage_tracking.sql"));
}

TEST_F(ResourcesTest, RollbackInAFolderIsAMigrationFile) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x);");
  temporary_.write("migrations/rollback/001_a.sql", "DROP TABLE a;");
  open_app("CREATE TABLE t(x)");

  EXPECT_EQ(text("d1://app/migrations/rollback%2F001_a.sql"), "DROP TABLE a;");
}

TEST_F(ResourcesTest, OfADatabaseAreFoundByItsBindingAndCalledByItsName) {
  open_project("CREATE TABLE a(x)");

  EXPECT_EQ(content("d1://DB/schema").at("uri"), "d1://shop/schema");
}

const std::string kOdd[] = {
    "two words", "100%", "%2F", "a+b", "naïve", "日本", "quo\"te's", "?x=1#y"};

TEST_F(ResourcesTest, DatabasesMayHaveAnyName) {
  std::vector<std::string> files;
  for (const std::string& name : kOdd) {
    if (name.find('/') != std::string::npos) continue;
    make_database(name + ".db", "CREATE TABLE \"of " + std::to_string(files.size()) + "\"(x)");
    files.push_back(name + ".db");
  }
  open(files);

  const auto uris = listed();

  ASSERT_EQ(uris.size(), files.size());
  for (std::size_t index = 0; index < uris.size(); ++index) {
    EXPECT_THAT(text(uris[index]), HasSubstr("\"of " + std::to_string(index) + "\""));
  }
}

TEST_F(ResourcesTest, TablesMayHaveAnyName) {
  std::string script;
  for (const std::string& name : kOdd) {
    std::string quoted;
    for (const char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
    script += "CREATE TABLE \"" + quoted + "\"(x);";
  }
  script += "CREATE TABLE \"a/b\"(x); CREATE TABLE \"..\"(x); CREATE TABLE \"\"(x);";
  open_app(script);

  for (std::string name :
       {"two words", "100%", "%2F", "naïve", "日本", "quo\"te's", "?x=1#y", "a/b", "..", ""}) {
    const std::string uri = to_uri({.database = "app", .part = Part::table, .name = name});

    EXPECT_EQ(Json::parse(text(uri)).at("name"), name) << uri;
    EXPECT_EQ(content(uri).at("uri"), uri);
  }
}

TEST_F(ResourcesTest, TableWhoseNameIsNoUtf8IsThere) {
  open_app("CREATE TABLE \"\xFF\"(x)");

  EXPECT_EQ(content("d1://app/tables/%FF").at("uri"), "d1://app/tables/%FF");
}

TEST_F(ResourcesTest, MigrationFilesMayHaveAnyName) {
  for (const std::string& name : kOdd)
    temporary_.write("migrations/" + name + ".sql", "-- " + name);
  open_app("CREATE TABLE t(x)");

  for (const std::string& name : kOdd) {
    const std::string uri =
        to_uri({.database = "app", .part = Part::migration_file, .name = name + ".sql"});

    EXPECT_EQ(text(uri), "-- " + name) << uri;
  }
}

TEST_F(ResourcesTest, UnknownOnesAreNotThere) {
  open_sample();

  for (const char* uri : {"d1://nosuch/schema",
                          "d1://nosuch/tables/users",
                          "d1://APP/schema",
                          "d1://app/tables/nosuch",
                          "d1://app/tables/idx_users_plan",
                          "d1://app/migrations/009_nosuch.sql",
                          "d1://app/nosuch",
                          "d1://app",
                          "skill://nosuch/SKILL.md",
                          ""}) {
    EXPECT_FALSE(is_there(uri)) << uri;
  }
}

TEST_F(ResourcesTest, NoNameLeadsOutOfTheMigrationsFolder) {
  temporary_.write("secret.sql", "-- secret");
  temporary_.write("elsewhere/secret.sql", "-- secret");
  open_sample();
  std::filesystem::create_symlink(root() / "secret.sql", root() / "migrations/006_linked.sql");
  std::filesystem::create_directory_symlink(root() / "elsewhere", root() / "migrations/rollback");

  for (const std::string& name : {std::string("../secret.sql"),
                                  std::string("./001_initial.sql"),
                                  std::string("x/../../secret.sql"),
                                  std::string("..%2Fsecret.sql"),
                                  (root() / "secret.sql").string(),
                                  std::string("006_linked.sql"),
                                  std::string("rollback/secret.sql"),
                                  std::string("../app.db"),
                                  std::string("."),
                                  std::string()}) {
    EXPECT_FALSE(is_there(to_uri({.database = "app", .part = Part::migration_file, .name = name})))
        << name;
  }
}

TEST_F(ResourcesTest, OfADatabaseThatIsGoneSayWhatIsMissing) {
  open_app("CREATE TABLE a(x)");
  std::filesystem::remove(root() / "app.db");

  for (const char* uri : {"d1://app/schema", "d1://app/tables/a"}) {
    const auto outcome = read(uri);

    ASSERT_FALSE(outcome) << uri;
    EXPECT_EQ(outcome.error().code, ErrorCode::not_found);
    EXPECT_THAT(outcome.error().message, HasSubstr("app.db"));
  }
}

TEST_F(ResourcesTest, LargeMigrationFileIsRefusedAndNotCut) {
  open_app("CREATE TABLE a(x)");
  temporary_.write("migrations/001_large.sql", std::string(1024 * 1024 + 1, '-'));

  const auto outcome = read("d1://app/migrations/001_large.sql");

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::limit_exceeded);
}

TEST_F(ResourcesTest, LargeSchemaIsCutAtADefinitionAndNamesTheRest) {
  std::string script;
  for (int number = 100; number < 200; ++number) {
    script += "CREATE TABLE t" + std::to_string(number) + "(x CHECK(x <> '" +
              std::string(10'000, 'y') + "'));";
  }
  open_app(script);

  const std::string schema = text("d1://app/schema");

  EXPECT_LT(schema.size(), 300'000U);
  EXPECT_THAT(schema, StartsWith("CREATE TABLE t100(x CHECK"));
  EXPECT_THAT(schema, HasSubstr("\n-- Left out to keep this short: "));
  EXPECT_THAT(schema, EndsWith("table_info shows one table whole.\n"));
}

TEST_F(ResourcesTest, OfADumpAreReadFromItsText) {
  temporary_.write("dump.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1);");
  open({"dump.sql"});

  EXPECT_EQ(text("d1://dump/schema"), "CREATE TABLE a(x);\n");
}

TEST_F(ResourcesTest, TemplatesNameTheVariablesThatCompletionKnows) {
  open_app("CREATE TABLE a(x)");

  EXPECT_THAT(members(resources(services()).templates, "uriTemplate"),
              ElementsAre("d1://{database}/tables/{table}", "d1://{database}/migrations/{file}"));
}

}  // namespace
}  // namespace d1mcp::offers
