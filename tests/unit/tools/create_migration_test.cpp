// Tool create_migration.

#include "unit/tools/fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class CreateMigration : public ToolsTest {
 protected:
  Json create(const std::string& sql, const std::string& name = "change") {
    return result_of("create_migration", {{"name", name}, {"sql", sql}});
  }

  // What is in the rollback that was written.
  std::string rollback(const Json& result) const {
    const std::filesystem::path path = result.at("rollback_path").get<std::string>();
    return content_of(path.lexically_relative(root()).string());
  }
};

TEST_F(CreateMigration, WritesTheNextFileWithADerivedRollback) {
  open_sample();

  const Json result = create(
      "ALTER TABLE users ADD COLUMN phone TEXT;\nCREATE INDEX i ON users (phone)", "Add phone");

  EXPECT_THAT(result.at("path").get<std::string>(), EndsWith("migrations/006_add_phone.sql"));
  EXPECT_EQ(result.at("rollback"), "derived");
  EXPECT_EQ(content_of("migrations/006_add_phone.sql"),
            "-- 006_add_phone.sql\n-- add phone\n-- Undone by 006_add_phone_rollback.sql.\n\n"
            "ALTER TABLE users ADD COLUMN phone TEXT;\nCREATE INDEX i ON users (phone);\n");
  EXPECT_EQ(content_of("migrations/006_add_phone_rollback.sql"),
            "-- 006_add_phone_rollback.sql\n-- Undoes 006_add_phone.sql.\n\n"
            "DROP INDEX i;\nALTER TABLE users DROP COLUMN phone;\n");
}

TEST_F(CreateMigration, MakesFilesThatCanBeAppliedAndRolledBack) {
  open_sample();
  create("ALTER TABLE users RENAME COLUMN plan TO tier; DROP INDEX idx_api_keys_key_hash -- why\n");

  result_of("apply_migration", Json::object());
  EXPECT_EQ(cell("SELECT count(*) FROM pragma_table_info('users') WHERE name = 'tier'"), 1);
  result_of("rollback_migration", Json::object());

  EXPECT_EQ(cell("SELECT count(*) FROM pragma_table_info('users') WHERE name = 'plan'"), 1);
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema WHERE name = 'idx_api_keys_key_hash'"), 1);
}

TEST_F(CreateMigration, ChecksWhatItWrote) {
  open_app("CREATE TABLE a (x); INSERT INTO a VALUES (1);");
  temporary_.write("migrations/001_typo.sql",
                   "CREATE TABLE b (\"x\" DEFAULT 'CURRENT_TIMESTAMP');");

  const Json result = create("DROP TABLE a");

  EXPECT_THAT(members(result.at("findings"), "rule"), ElementsAre("D01", "M12"));
}

TEST_F(CreateMigration, SaysWhereItsFileCannotBeChecked) {
  open_app(kUnknownModule);

  EXPECT_THAT(lines_of(create("CREATE TABLE a (x)"), "notes"),
              HasSubstr("no such module: unknown"));
}

TEST_F(CreateMigration, AppliesNothing) {
  open_app("CREATE TABLE a (x)");

  create("DROP TABLE a");

  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema WHERE name = 'a'"), 1);
}

TEST_F(CreateMigration, LeavesATemplateForWhatCannotBeUndone) {
  open_app("CREATE TABLE a (x); CREATE TABLE b (x)");

  const Json result = create("CREATE TABLE c (x); DROP TABLE a");

  EXPECT_EQ(result.at("rollback"), "template");
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("DROP TABLE a: the rows of a dropped table"));
  EXPECT_THAT(rollback(result), HasSubstr("-- - line 1, DROP TABLE a"));
  EXPECT_THAT(rollback(result), Not(HasSubstr("\nDROP")));
}

TEST_F(CreateMigration, TakesNoDerivedRollbackThatDoesNotBringBackAll) {
  open_app("CREATE TABLE a (x, y); CREATE INDEX i ON a (y)");

  // SQLite drops the index with the table, and the rollback knows nothing of it.
  const Json result = create(
      "CREATE TABLE b (x, y); CREATE TRIGGER t AFTER INSERT ON b BEGIN INSERT INTO a VALUES (1, "
      "2); "
      "END; INSERT INTO b VALUES (1, 2)");

  EXPECT_EQ(result.at("rollback"), "template");
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr(R"(table "a" has 1 row, 0 before)"));
}

TEST_F(CreateMigration, TriesAGivenRollbackAndSaysWhatItLeaves) {
  open_app("CREATE TABLE a (x)");

  const Json result = result_of("create_migration",
                                {{"name", "n"},
                                 {"sql", "CREATE TABLE b (x); CREATE VIEW v AS SELECT 1 AS one;"},
                                 {"rollback", "DROP TABLE b"}});

  EXPECT_EQ(result.at("rollback"), "given");
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr(R"(view "v" is left)"));
  EXPECT_THAT(rollback(result), EndsWith("\nDROP TABLE b;\n"));
}

TEST_F(CreateMigration, ComesAfterWhatIsPending) {
  open_app("CREATE TABLE a (x)");
  create("CREATE TABLE b (x)", "first");

  const Json result = create("CREATE INDEX i ON b (x)", "second");

  EXPECT_THAT(result.at("path").get<std::string>(), EndsWith("002_second.sql"));
  EXPECT_EQ(result.at("rollback"), "derived");
}

TEST_F(CreateMigration, WritesTwoTemplatesWithoutSql) {
  open_app("CREATE TABLE a (x)");

  const Json result = result_of("create_migration", {{"name", "later"}});

  EXPECT_EQ(result.at("rollback"), "template");
  EXPECT_THAT(content_of("migrations/001_later.sql"), HasSubstr("-- Write the statements here"));
}

TEST_F(CreateMigration, WritesNothingWhenTheSqlDoesNotRun) {
  open_app("CREATE TABLE a (x)");

  const Error error =
      error_of("create_migration",
               {{"name", "n"}, {"sql", "CREATE TABLE b (x);\nCREATE INDEX i ON c (x);"}});

  EXPECT_THAT(error.message, HasSubstr("no such table"));
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->file, "001_n.sql");
  EXPECT_EQ(error.place->line, 2U);
  EXPECT_FALSE(std::filesystem::exists(root() / "migrations" / "001_n.sql"));
}

TEST_F(CreateMigration, RefusesSqlWithoutAStatement) {
  open_app("CREATE TABLE a (x)");

  EXPECT_THAT(error_of("create_migration", {{"name", "n"}, {"sql", "-- nothing"}}).message,
              HasSubstr("holds no statement"));
  EXPECT_THAT(error_of("create_migration", {{"name", "n"}, {"rollback", "SELECT 1"}}).message,
              HasSubstr("no sql"));
}

}  // namespace
}  // namespace d1mcp::tools
