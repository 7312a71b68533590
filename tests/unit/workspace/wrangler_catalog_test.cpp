#include "fixture.hpp"
#include "wrangler/local_state.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kJson = R"({
  "name": "shop",
  "d1_databases": [
    {"binding": "DB", "database_name": "shop", "database_id": "1111"},
    {"binding": "LOGS", "database_id": "2222", "migrations_dir": "log-migrations",
     "migrations_table": "log_history"}
  ],
  "env": {"staging": {"d1_databases": [
    {"binding": "DB", "database_name": "shop-staging", "database_id": "3333"}
  ]}}
})";

std::filesystem::path local_file(const std::filesystem::path& state, const std::string& id) {
  return wrangler::local_database_directory(state) / wrangler::d1_file_name(id);
}

class CatalogOfWrangler : public WorkspaceTest {
 protected:
  std::filesystem::path state() const { return root() / ".wrangler/state"; }
};

TEST_F(CatalogOfWrangler, HasAnEntryForEachBinding) {
  write("wrangler.json", kJson);

  const Catalog catalog = build(request({"."}));

  ASSERT_THAT(names_of(catalog), ElementsAre("shop", "LOGS"));
  const Description& shop = catalog.entries()[0]->description();
  EXPECT_EQ(shop.kind, Kind::wrangler);
  EXPECT_EQ(shop.binding, "DB");
  EXPECT_EQ(shop.source, root() / "wrangler.json");
  EXPECT_EQ(shop.file, local_file(state(), "1111"));
  EXPECT_EQ(shop.dialect, d1::Dialect::d1_local);
  EXPECT_EQ(shop.migrations.directory, root() / "migrations");
  EXPECT_EQ(shop.migrations.table, "d1_migrations");
  const Description& logs = catalog.entries()[1]->description();
  EXPECT_EQ(logs.migrations.directory, root() / "log-migrations");
  EXPECT_EQ(logs.migrations.table, "log_history");
}

TEST_F(CatalogOfWrangler, AnswersToNamesAndBindings) {
  write("wrangler.json", kJson);
  const Catalog catalog = build(request());

  EXPECT_EQ(*catalog.find("shop"), *catalog.find("DB"));
  EXPECT_EQ((*catalog.find("LOGS"))->name(), "LOGS");
}

TEST_F(CatalogOfWrangler, IsFoundFromBelowTheProject) {
  write("wrangler.json", kJson);
  std::filesystem::create_directories(root() / "src/deep");
  Request wanted = request();
  wanted.working_directory = root() / "src/deep";

  EXPECT_THAT(names_of(build(wanted)), ElementsAre("shop", "LOGS"));
}

TEST_F(CatalogOfWrangler, ReadsTomlAndJsoncAlike) {
  write("t/wrangler.toml",
        "[[d1_databases]]\nbinding = \"DB\"\ndatabase_name = \"shop\"\ndatabase_id = \"1111\"\n");
  write("c/wrangler.jsonc",
        "{ // the shop\n\"d1_databases\": [{\"binding\": \"DB\", \"database_name\": "
        "\"store\",},],\n}");

  const Catalog catalog = build(request({"t", "c"}));

  ASSERT_THAT(names_of(catalog), ElementsAre("shop", "store"));
  EXPECT_EQ(catalog.entries()[0]->description().file,
            local_file(root() / "t/.wrangler/state", "1111"));
  EXPECT_EQ(catalog.entries()[1]->description().file,
            local_file(root() / "c/.wrangler/state", "DB"));
}

TEST_F(CatalogOfWrangler, TakesTheEnvironmentAskedFor) {
  write("wrangler.json", kJson);
  Request wanted = request();
  wanted.environment = "staging";

  const Catalog catalog = build(wanted);

  ASSERT_THAT(names_of(catalog), ElementsAre("shop-staging"));
  EXPECT_EQ(catalog.entries()[0]->description().file, local_file(state(), "3333"));
}

TEST_F(CatalogOfWrangler, SaysThatAnEnvironmentIsUnknown) {
  write("wrangler.json", kJson);
  Request wanted = request();
  wanted.environment = "stagin";

  const Catalog catalog = build(wanted);

  ASSERT_TRUE(catalog.problem());
  EXPECT_EQ(catalog.problem()->code, ErrorCode::not_found);
  EXPECT_THAT(catalog.problem()->hint, HasSubstr("staging"));
}

TEST_F(CatalogOfWrangler, TakesADatabaseByItsNameOrBinding) {
  write("wrangler.json", kJson);

  EXPECT_THAT(names_of(build(request({"shop"}))), ElementsAre("shop"));
  EXPECT_THAT(names_of(build(request({"LOGS"}))), ElementsAre("LOGS"));
}

TEST_F(CatalogOfWrangler, TakesTheConfigurationThatWasNamed) {
  write("conf/other.json", kJson);
  Request wanted = request();
  wanted.config = "conf/other.json";

  const Catalog catalog = build(wanted);

  ASSERT_THAT(names_of(catalog), ElementsAre("shop", "LOGS"));
  EXPECT_EQ(catalog.entries()[0]->description().file,
            local_file(root() / "conf/.wrangler/state", "1111"));
}

TEST_F(CatalogOfWrangler, LooksForStateWhereItPersists) {
  write("wrangler.json", kJson);
  Request wanted = request();
  wanted.persist_to = "elsewhere";

  EXPECT_EQ(build(wanted).entries().at(0)->description().file,
            local_file(root() / "elsewhere", "1111"));
}

TEST_F(CatalogOfWrangler, KeepsABrokenConfigurationAsAReason) {
  write("bad/wrangler.json", "{\n  \"d1_databases\": [{}]\n}");

  const Catalog catalog = build(request({"bad"}));

  ASSERT_EQ(catalog.entries().size(), 1U);
  ASSERT_TRUE(catalog.entries()[0]->problem());
  EXPECT_THAT(describe(*catalog.entries()[0]->problem()), HasSubstr("wrangler.json:2"));
}

TEST_F(CatalogOfWrangler, TakesTheMigrationsFolderThatWasTold) {
  write("wrangler.json", kJson);
  Request wanted = request();
  wanted.migrations_directory = "changes";

  EXPECT_EQ(build(wanted).entries().at(1)->description().migrations.directory, root() / "changes");
}

TEST_F(CatalogOfWrangler, UsesThePatternForMigrations) {
  write(
      "wrangler.json",
      R"({"d1_databases": [{"binding": "DB", "migrations_dir": "m", "migrations_pattern": "m/*/up.sql"}]})");

  const Catalog catalog = build(request());

  const MigrationSettings& settings = catalog.entries().at(0)->description().migrations;
  ASSERT_TRUE(settings.matches);
  EXPECT_TRUE(settings.matches("001/up.sql"));
  EXPECT_FALSE(settings.matches("001/down.sql"));
}

TEST_F(CatalogOfWrangler, KeepsABadPatternAsTheMigrationsProblem) {
  write(
      "wrangler.json",
      R"({"d1_databases": [{"binding": "DB", "migrations_dir": "m", "migrations_pattern": "x/*.sql"}]})");

  const Catalog catalog = build(request());

  ASSERT_EQ(catalog.entries().size(), 1U);
  EXPECT_FALSE(catalog.entries()[0]->problem());
  ASSERT_TRUE(catalog.entries()[0]->description().migrations.problem);
  EXPECT_EQ(catalog.entries()[0]->description().migrations.problem->code,
            ErrorCode::invalid_argument);
}

TEST_F(CatalogOfWrangler, WarnsOfTwoConfigurations) {
  write("wrangler.json", kJson);
  write("wrangler.toml", "");

  EXPECT_THAT(build(request()).entries().at(0)->description().notes,
              Contains(HasSubstr("ignores " + (root() / "wrangler.toml").string())));
}

TEST_F(CatalogOfWrangler, TellsOfAConfigurationThatOnlyJavaScriptReads) {
  write("cloudflare.config.ts", "export default {}");

  const Catalog catalog = build(request());

  ASSERT_TRUE(catalog.problem());
  EXPECT_EQ(catalog.problem()->code, ErrorCode::unsupported);
  EXPECT_THAT(catalog.problem()->message, HasSubstr("which only wrangler itself can run"));
}

TEST_F(CatalogOfWrangler, TellsOfARedirectedDeployment) {
  write("wrangler.json", kJson);
  write(".wrangler/deploy/config.json", R"({"configPath": "../../dist/wrangler.json"})");

  EXPECT_THAT(build(request()).entries().at(0)->description().notes,
              Contains(HasSubstr("sends wrangler deploy to another configuration")));
}

TEST_F(CatalogOfWrangler, TellsOfFilesThatAnIdLeftBehindWhereTheOwnOneIsMissing) {
  write("wrangler.json", kJson);
  write(".wrangler/state/v3/d1/miniflare-D1DatabaseObject/metadata.sqlite", "");
  make_database(local_file(state(), "1111").lexically_relative(root()).string());
  EXPECT_THAT(build(request()).entries().at(1)->description().notes,
              ::testing::Not(Contains(HasSubstr("no database of this configuration"))));

  make_database(local_file(state(), "the id before").lexically_relative(root()).string());

  const Catalog catalog = build(request());
  EXPECT_THAT(catalog.entries().at(0)->description().notes,
              ::testing::Not(Contains(HasSubstr("no database of this configuration"))));
  EXPECT_THAT(catalog.entries().at(1)->description().notes,
              Contains(HasSubstr(wrangler::d1_file_name("the id before"))));
}

TEST_F(CatalogOfWrangler, HasD1sRulesForItsFilesAlsoWhereTheyAreNamed) {
  const auto file = make_database(wrangler::d1_file_name("1111"));

  const Catalog catalog = build(request({file.string()}));

  EXPECT_EQ(catalog.entries().at(0)->description().dialect, d1::Dialect::d1_local);
  EXPECT_THAT(catalog.entries().at(0)->description().notes,
              Contains(HasSubstr("name the project's folder instead")));
}

TEST_F(CatalogOfWrangler, SaysThatWorkerdsOwnFileIsNoDatabaseOfAPerson) {
  const auto file = make_database("metadata.sqlite");

  EXPECT_THAT(build(request({file.string()})).entries().at(0)->description().notes,
              Contains(HasSubstr("workerd's own list of alarms")));
}

class WranglerEntry : public CatalogOfWrangler {
 protected:
  WranglerEntry() { write("wrangler.json", kJson); }

  std::filesystem::path file() const { return local_file(state(), "1111"); }
};

TEST_F(WranglerEntry, ThatIsNotCreatedYetSaysHowToCreateIt) {
  const Catalog catalog = build(request());

  const auto reader = (*catalog.find("shop"))->reader({});

  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::not_found);
  EXPECT_THAT(reader.error().message, HasSubstr("wrangler has not created"));
  EXPECT_THAT(reader.error().hint, HasSubstr("wrangler d1 migrations apply shop --local"));
  EXPECT_FALSE(std::filesystem::exists(state())) << "reading creates nothing";
}

TEST_F(WranglerEntry, IsCreatedOnlyByAWriterThatMay) {
  const Catalog catalog = build(request());
  Entry& entry = **catalog.find("shop");

  EXPECT_FALSE(entry.writer(sqlite::Creation::must_exist));
  EXPECT_FALSE(entry.exists());

  const auto writer = entry.writer(sqlite::Creation::may_create);
  ASSERT_TRUE(writer) << writer.error().message;
  const std::vector<sql::Statement> statements = {
      {.text = "CREATE TABLE t(a)", .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  ASSERT_TRUE((*writer)->run_atomically(batch, {}));

  EXPECT_TRUE(std::filesystem::exists(file()));
  EXPECT_TRUE(entry.reader({}));
}

TEST_F(WranglerEntry, IsRehearsedOnAnEmptyDatabaseBeforeItExists) {
  const Catalog catalog = build(request());

  const auto copy = (*catalog.find("shop"))->rehearse({});

  ASSERT_TRUE(copy) << copy.error().message;
  EXPECT_EQ(first_cell(**copy, "SELECT count(*) FROM sqlite_schema"), sql::Value(std::int64_t{0}));
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(WranglerEntry, SaysThatItIsNotTheDatabaseAtCloudflare) {
  const Catalog catalog = build(request());

  EXPECT_THAT(catalog.entries()[0]->description().notes,
              Contains(AllOf(HasSubstr("DB"), HasSubstr("not the one at Cloudflare"))));
}

}  // namespace
}  // namespace d1mcp::workspace
