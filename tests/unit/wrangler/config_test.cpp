#include "wrangler/config.hpp"

#include <gmock/gmock.h>

#include "support/temporary_directory.hpp"

namespace d1mcp::wrangler {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

class ReadConfig : public ::testing::Test {
 protected:
  Result<Config> json(std::string_view content, std::string_view environment = "") {
    return read_config(temporary_.write("wrangler.jsonc", content), environment);
  }

  Result<Config> toml(std::string_view content, std::string_view environment = "") {
    return read_config(temporary_.write("wrangler.toml", content), environment);
  }

  Config good(Result<Config> config) {
    EXPECT_TRUE(config) << describe(config.error());
    return config ? *std::move(config) : Config{};
  }

  Error refused(Result<Config> config) {
    EXPECT_FALSE(config);
    return config ? Error{} : std::move(config).error();
  }

  test::TemporaryDirectory temporary_;
};

TEST_F(ReadConfig, ReadsEverySettingOfADatabase) {
  const Config config = good(json(R"({
  // The Worker.
  "name": "shop",
  "d1_databases": [
    {
      "binding": "DB", "database_name": "orders", "database_id": "id", "preview_database_id": "",
      "migrations_table": "done", "migrations_dir": "sql", "migrations_pattern": "sql/*.sql",
      "remote": true, "jurisdiction": "eu",
    },
    { "binding": "CACHE" },
  ],
})"));

  EXPECT_EQ(config.path, temporary_.path() / "wrangler.jsonc");
  EXPECT_THAT(config.worker_name, Optional(std::string("shop")));
  EXPECT_EQ(config.environment, "");
  EXPECT_THAT(config.warnings, IsEmpty());
  ASSERT_EQ(config.databases.size(), 2U);
  const D1Entry& orders = config.databases[0];
  EXPECT_EQ(orders.binding, "DB");
  EXPECT_EQ(orders.database_name, "orders");
  EXPECT_EQ(orders.database_id, "id");
  EXPECT_EQ(orders.preview_database_id, "");
  EXPECT_EQ(orders.migrations_table, "done");
  EXPECT_EQ(orders.migrations_dir, "sql");
  EXPECT_EQ(orders.migrations_pattern, "sql/*.sql");
  EXPECT_EQ(orders.place.line, 5U);
  EXPECT_EQ(orders.place.column, 5U);
  const D1Entry& cache = config.databases[1];
  EXPECT_EQ(cache.database_name, std::nullopt);
  EXPECT_EQ(cache.preview_database_id, std::nullopt);
  EXPECT_EQ(cache.migrations_table, "d1_migrations");
  EXPECT_EQ(cache.migrations_dir, std::nullopt);
  EXPECT_EQ(cache.display_name(), "CACHE");
}

TEST_F(ReadConfig, TakesTheUsualTableForAnEmptyName) {
  const Config config = good(json(R"({"d1_databases":[{"binding":"DB","migrations_table":""}]})"));

  EXPECT_EQ(config.databases.at(0).migrations_table, "d1_migrations");
}

TEST_F(ReadConfig, ReadsToml) {
  const Config config = good(toml(R"(name = "shop"

[[d1_databases]]
binding = "DB"
database_name = "orders"

[[env.staging.d1_databases]]
binding = "DB"
)"));

  ASSERT_EQ(config.databases.size(), 1U);
  EXPECT_EQ(config.databases[0].database_name, "orders");
  EXPECT_EQ(config.databases[0].place.line, 3U);
  EXPECT_THAT(config.environments, ElementsAre("staging"));
}

TEST_F(ReadConfig, SkipsAByteOrderMark) {
  EXPECT_EQ(good(json("\xEF\xBB\xBF{\"name\":\"a\"}")).worker_name, "a");
  EXPECT_EQ(good(toml("\xEF\xBB\xBFname = \"a\"")).worker_name, "a");
}

constexpr std::string_view kWithEnvironments = R"({
  "name": "shop",
  "d1_databases": [{"binding": "DB", "database_id": "top"}],
  "env": {
    "staging": {"d1_databases": [{"binding": "DB", "database_id": "staging"}]},
    "production": {"name": "shop-live"}
  }
})";

TEST_F(ReadConfig, ReadsAnEnvironmentInsteadOfTheTopLevel) {
  const Config config = good(json(kWithEnvironments, "staging"));

  EXPECT_EQ(config.environment, "staging");
  EXPECT_EQ(config.worker_name, "shop-staging");
  ASSERT_EQ(config.databases.size(), 1U);
  EXPECT_EQ(config.databases[0].database_id, "staging");
  EXPECT_THAT(config.environments, ElementsAre("production", "staging"));
  EXPECT_THAT(config.warnings, IsEmpty());
}

TEST_F(ReadConfig, InheritsNoDatabasesAndSaysSo) {
  const Config config = good(json(kWithEnvironments, "production"));

  EXPECT_EQ(config.worker_name, "shop-live");
  EXPECT_THAT(config.databases, IsEmpty());
  EXPECT_THAT(config.warnings, ElementsAre(HasSubstr("not inherited")));
}

TEST_F(ReadConfig, RefusesAnUnknownEnvironmentWithTheNearestName) {
  const Error error = refused(json(kWithEnvironments, "stagin"));

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("\"stagin\""));
  EXPECT_EQ(error.hint, "did you mean staging?");
}

TEST_F(ReadConfig, ListsTheEnvironmentsWhenNoneIsNear) {
  EXPECT_EQ(refused(json(kWithEnvironments, "zzz")).hint, "there are: production, staging");
}

TEST_F(ReadConfig, RefusesAnEnvironmentWhereThereAreNone) {
  for (const char* const content : {"{}", R"({"env": null})", R"({"env": {}})"}) {
    const Error error = refused(json(content, "staging"));

    EXPECT_EQ(error.code, ErrorCode::not_found);
    EXPECT_THAT(error.hint, HasSubstr("no environments"));
  }
}

TEST_F(ReadConfig, TakesTheTopLevelOfAPagesProjectForAnUnknownEnvironment) {
  const Config config = good(json(R"({
    "name": "site", "pages_build_output_dir": "dist", "env": {"production": {}},
    "d1_databases": [{"binding": "DB"}]})",
                                  "preview"));

  EXPECT_EQ(config.databases.size(), 1U);
  EXPECT_EQ(config.environment, "");
  EXPECT_EQ(config.worker_name, "site");
  EXPECT_THAT(config.warnings, ElementsAre(HasSubstr("Pages")));
}

TEST_F(ReadConfig, WarnsOfASettingWranglerDoesNotKnow) {
  const Config config = good(json(R"({"d1_databases": [{"binding": "DB", "database_nme": "x"}]})"));

  EXPECT_THAT(config.warnings,
              ElementsAre("d1_databases[0] has a setting \"database_nme\", which wrangler does not "
                          "know; did you mean database_name or database_id?"));
}

struct BadConfig {
  const char* content;
  std::uint32_t line;
  std::uint32_t column;
  const char* message;
};

class ReadBadConfig : public ReadConfig, public ::testing::WithParamInterface<BadConfig> {};

TEST_P(ReadBadConfig, NamesThePlace) {
  const BadConfig& bad = GetParam();
  const bool is_json = std::string_view(bad.content).find_first_of("{[") == 0;
  const Error error = refused(is_json ? json(bad.content) : toml(bad.content));

  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_THAT(error.message, HasSubstr(bad.message));
  ASSERT_TRUE(error.place);
  EXPECT_THAT(error.place->file, EndsWith(is_json ? "wrangler.jsonc" : "wrangler.toml"));
  EXPECT_EQ(error.place->line, bad.line);
  EXPECT_EQ(error.place->column, bad.column);
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    ReadBadConfig,
    ::testing::Values(
        BadConfig{"[]", 1, 1, "the configuration must be an object, but is a list"},
        BadConfig{"{\n\"name\": 5}", 2, 9, "name must be a string, but is a number"},
        BadConfig{"{\n \"d1_databases\": {}\n}", 2, 18, "d1_databases must be a list"},
        BadConfig{"{\"d1_databases\": null}", 1, 18, "but is null"},
        BadConfig{"{\"d1_databases\": [\"x\"]}", 1, 19, "d1_databases[0] must be an object"},
        BadConfig{"{\"d1_databases\": [{\"binding\": \"A\"},\n  {\"database_name\": \"x\"}]}",
                  2,
                  3,
                  "d1_databases[1] has no binding"},
        BadConfig{"{\"d1_databases\": [{\"binding\": true}]}",
                  1,
                  31,
                  "d1_databases[0].binding must be a string, but is a boolean"},
        BadConfig{"{\"d1_databases\": [{\"binding\": \"A\",\n \"database_id\": null}]}",
                  2,
                  17,
                  "d1_databases[0].database_id must be a string, but is null"},
        BadConfig{"{\"d1_databases\": [{\"binding\": \"A\", \"remote\": \"yes\"}]}",
                  1,
                  46,
                  "d1_databases[0].remote must be a boolean"},
        BadConfig{"{\"d1_databases\": [{\"binding\": \"A\", \"migrations_dir\": \"a\\u0000b\"}]}",
                  1,
                  54,
                  "NUL"},
        BadConfig{"{\"d1_databases\": [{\"binding\": \"A\"},\n{\"binding\": \"A\"}]}",
                  2,
                  1,
                  "of an earlier entry (line 1)"},
        BadConfig{"{\"env\": []}", 1, 9, "env must be an object"},
        BadConfig{"{\"name\": \"a\" \"b\"}", 1, 16, "not JSON"},
        BadConfig{"name = \n", 1, 8, "not TOML"},
        BadConfig{"\n[[d1_databases]]\ndatabase_name = \"x\"\n", 2, 1, "has no binding"},
        BadConfig{"\n[[d1_databases]]\nbinding = 7\n", 3, 11, "but is a number"},
        BadConfig{"\xFF\xFE{", 1, 1, "UTF-16"}));

TEST_F(ReadConfig, JudgesOnlyTheChosenEnvironment) {
  constexpr std::string_view kContent = R"({
    "d1_databases": [{"binding": "DB"}], "env": {"bad": {"d1_databases": 1}, "worse": 2}})";

  EXPECT_EQ(good(json(kContent)).databases.size(), 1U);
  EXPECT_THAT(refused(json(kContent, "bad")).message, HasSubstr("env.bad.d1_databases"));
  EXPECT_THAT(refused(json(kContent, "worse")).message, HasSubstr("env.worse"));
}

TEST_F(ReadConfig, RefusesAFileOfMoreThanOneMegabyte) {
  const std::string padding(1024 * 1024 - 2, ' ');

  EXPECT_TRUE(json("{}" + padding));
  EXPECT_EQ(refused(json("{} " + padding)).code, ErrorCode::limit_exceeded);
}

TEST_F(ReadConfig, RefusesWhatOnlyWranglerCanRead) {
  const Error error =
      refused(read_config(temporary_.write("wrangler.config.ts", "export default {}"), ""));

  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_THAT(error.hint, HasSubstr("only wrangler itself"));
}

TEST_F(ReadConfig, FailsForAFileThatIsNotThere) {
  EXPECT_EQ(refused(read_config(temporary_.path() / "wrangler.toml", "")).code,
            ErrorCode::not_found);
}

D1Entry entry(std::string binding, std::optional<std::string> name) {
  D1Entry made;
  made.binding = std::move(binding);
  made.database_name = std::move(name);
  return made;
}

TEST(FindDatabase, TakesTheFirstEntryWhoseNameOrBindingIsExactlyThat) {
  Config config;
  config.databases = {entry("A", "B"), entry("B", "orders"), entry("C", {})};

  EXPECT_EQ(find_database(config, "B")->binding, "A");
  EXPECT_EQ(find_database(config, "orders")->binding, "B");
  EXPECT_EQ(find_database(config, "C")->binding, "C");
}

TEST(FindDatabase, NamesTheNearestForAnUnknownOne) {
  Config config;
  config.databases = {entry("DB", "orders")};

  const auto missing = find_database(config, "Orders");

  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_EQ(missing.error().hint, "did you mean orders?");
  EXPECT_EQ(find_database(config, "zzzzzz").error().hint, "there are: orders, DB");
}

TEST(FindDatabase, PointsToTheEnvironmentsWhenNothingIsConfigured) {
  Config config;
  EXPECT_THAT(find_database(config, "x").error().hint, HasSubstr("d1_databases"));

  config.environments = {"production", "staging"};
  EXPECT_THAT(find_database(config, "x").error().hint, HasSubstr("production, staging"));
}

}  // namespace
}  // namespace d1mcp::wrangler
