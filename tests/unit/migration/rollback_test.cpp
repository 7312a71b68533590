#include "migration/rollback.hpp"

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Three migrations with their rollbacks.
class Rollback : public MigrationTest {
 protected:
  Rollback() {
    for (const char* letter : {"a", "b", "c"}) {
      const std::string name = "00" + std::to_string(letter[0] - 'a' + 1) + "_" + letter;
      add(name + ".sql", "CREATE TABLE " + std::string(letter) + "(x);");
      add(name + "_rollback.sql", "DROP TABLE " + std::string(letter) + ";");
    }
  }

  void apply_everything() {
    const auto connection = writer();
    std::vector<AppliedFile> applied;
    const Status status = apply_all(*connection, applied);
    ASSERT_TRUE(status) << status.error().message;
  }

  Result<std::vector<PreparedFile>> prepared(const RollbackExtent& extent) const {
    const auto connection = writer();
    TRY_ASSIGN(const auto history, read_history(*connection, "d1_migrations", {}));
    TRY_ASSIGN(const auto chosen, choose_applied(directory(), history, extent));
    return prepare_rollbacks(directory(), chosen, d1::Dialect::sqlite);
  }

  Status roll_back(const RollbackExtent& extent) {
    TRY_ASSIGN(const auto files, prepared(extent));
    return run(files);
  }

  Status run(const std::vector<PreparedFile>& files) {
    rolled_back_.clear();
    const auto connection = writer();
    return roll_back_files(*connection, {}, files, {}, rolled_back_);
  }

  Error refusal(const RollbackExtent& extent) const {
    auto files = prepared(extent);
    EXPECT_FALSE(files) << "prepared all the same";
    return files ? Error{} : std::move(files).error();
  }

  std::vector<AppliedFile> rolled_back_;
};

TEST_F(Rollback, UndoesTheLastAppliedAndForgetsIt) {
  apply_everything();

  const Status status = roll_back({});

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_EQ(count("sqlite_schema WHERE name = 'c'"), 0);
  ASSERT_EQ(rolled_back_.size(), 1U);
  EXPECT_EQ(rolled_back_[0].name, "003_c.sql");
  EXPECT_EQ(rolled_back_[0].statements, 1U);
  EXPECT_THAT(rolled_back_[0].changes, IsEmpty()) << "neither schema nor history count";
  EXPECT_THAT(rolled_back_[0].gone, ElementsAre(sql::Gone{"c", ""}));
}

TEST_F(Rollback, GoesByTheHistoryAndNotByTheNumbers) {
  const auto connection = writer();
  std::vector<AppliedFile> applied;
  auto files = prepare_files(directory().files, d1::Dialect::sqlite);
  ASSERT_TRUE(files);
  std::ranges::reverse(*files);
  ASSERT_TRUE(apply_files(*connection, {}, *files, {}, applied));

  ASSERT_TRUE(roll_back({.steps = 2, .to = {}}));

  EXPECT_THAT(recorded(), ElementsAre("003_c.sql"));
}

TEST_F(Rollback, StopsAtTheOneThatStaysHoweverItIsSpelled) {
  for (const char* target : {"001_a.sql", "001_a", "001", "1"}) {
    apply_everything();

    ASSERT_TRUE(roll_back({.steps = 1, .to = target})) << target;

    EXPECT_THAT(recorded(), ElementsAre("001_a.sql")) << target;
  }
}

TEST_F(Rollback, HasNothingToDoWhereTheTargetIsTheNewestOrNothingIsApplied) {
  EXPECT_THAT(*prepared({}), IsEmpty());
  apply_everything();
  EXPECT_THAT(*prepared({.steps = 1, .to = "3"}), IsEmpty());
}

TEST_F(Rollback, RefusesTargetsThatCannotStay) {
  apply_everything();
  ASSERT_TRUE(roll_back({}));

  const Error pending = refusal({.steps = 1, .to = "003_c.sql"});
  EXPECT_EQ(pending.code, ErrorCode::conflict);
  EXPECT_THAT(pending.message, HasSubstr("003_c.sql is not applied"));
  const Error unknown = refusal({.steps = 1, .to = "01_a.sql"});
  EXPECT_EQ(unknown.code, ErrorCode::not_found);
  EXPECT_THAT(unknown.hint, HasSubstr("001_a.sql"));
}

TEST_F(Rollback, RefusesMoreStepsThanAreApplied) {
  apply_everything();

  const Error error = refusal({.steps = 4, .to = {}});

  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_THAT(error.message, HasSubstr("only 3 migrations are applied"));
}

TEST_F(Rollback, NamesTheRollbackFileThatIsMissingBeforeAnythingRuns) {
  apply_everything();
  std::filesystem::remove(folder() / "002_b_rollback.sql");

  const Error error = refusal({.steps = 3, .to = {}});

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("002_b.sql has no rollback file"));
  EXPECT_THAT(error.hint, HasSubstr((folder() / "002_b_rollback.sql").string()));
}

TEST_F(Rollback, RefusesAFileThatOnlyHoldsComments) {
  apply_everything();

  for (const char* text : {"", "-- to be written\n", "/* later */ ;"}) {
    add("003_c_rollback.sql", text);

    const Error error = refusal({});

    EXPECT_EQ(error.code, ErrorCode::invalid_argument) << text;
    EXPECT_THAT(error.message, HasSubstr("003_c_rollback.sql holds no statement")) << text;
  }
}

TEST_F(Rollback, RefusesAFileThatCannotBeSplit) {
  apply_everything();
  add("003_c_rollback.sql", "DROP TABLE c;\nSELECT 'open");

  const Error error = refusal({});

  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->file, "003_c_rollback.sql");
  EXPECT_EQ(error.place->line, 2U);
}

TEST_F(Rollback, RefusesMigrationsWhoseFileIsGone) {
  apply_everything();
  std::filesystem::remove(folder() / "003_c.sql");

  const Error error = refusal({});

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("003_c.sql is applied, but there is no such file"));
}

TEST_F(Rollback, RefusesRollbackFilesThatWereAppliedAsMigrations) {
  apply_everything();
  const auto connection = writer();
  const std::vector<PreparedFile> rollback = {
      {.migration = "003_c_rollback.sql", .name = "003_c_rollback.sql", .statements = {}}};
  std::vector<AppliedFile> applied;
  ASSERT_TRUE(apply_files(*connection, {}, rollback, {}, applied));

  EXPECT_THAT(refusal({}).message, HasSubstr("was applied as a migration"));
}

TEST_F(Rollback, LeavesNothingOfAFileThatFailsAndKeepsTheOnesBefore) {
  apply_everything();
  add("002_b_rollback.sql", "DROP TABLE b;\n  DROP TABLE nosuch;");

  const Status status = roll_back({.steps = 3, .to = {}});

  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("002_b.sql was not rolled back"));
  ASSERT_TRUE(status.error().place);
  EXPECT_EQ(status.error().place->file, "002_b_rollback.sql");
  EXPECT_EQ(status.error().place->line, 2U);
  EXPECT_EQ(status.error().place->statement, 2U);
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_EQ(count("sqlite_schema WHERE name = 'b'"), 1);
  ASSERT_EQ(rolled_back_.size(), 1U);
  EXPECT_EQ(rolled_back_[0].name, "003_c.sql");
}

TEST_F(Rollback, FindsNothingToDoAfterAnotherRunner) {
  apply_everything();
  const auto files = prepared({});
  ASSERT_TRUE(files);
  ASSERT_TRUE(run(*files));

  const Status second = run(*files);

  ASSERT_TRUE(second) << second.error().message;
  ASSERT_EQ(rolled_back_.size(), 1U);
  EXPECT_TRUE(rolled_back_[0].by_another_runner);
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql"));
}

TEST_F(Rollback, StopsWhereAnotherMigrationWasAppliedMeanwhile) {
  apply_everything();
  const auto files = prepared({});
  ASSERT_TRUE(files);
  add("004_d.sql", "CREATE TABLE d(x);");
  apply_everything();

  const Status status = run(*files);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::conflict);
  EXPECT_THAT(status.error().message, HasSubstr("applied after it meanwhile"));
  EXPECT_EQ(recorded().size(), 4U);
  EXPECT_EQ(count("sqlite_schema WHERE name = 'c'"), 1);
}

TEST_F(Rollback, BelongsIntoAFolderWhereWranglerWouldRunItBesideTheMigration) {
  const DirectoryOptions shared{.matches = {}, .shared_with_wrangler = true};
  const DirectoryOptions with_pattern{
      .matches = [](std::string_view name) { return !name.ends_with("_rollback.sql"); },
      .shared_with_wrangler = true};

  EXPECT_EQ(rollback_place("001_a.sql", {}), "001_a_rollback.sql");
  EXPECT_EQ(rollback_place("001_a.sql", with_pattern), "001_a_rollback.sql");
  EXPECT_EQ(rollback_place("001_a.sql", shared), "rollback/001_a.sql");
}

}  // namespace
}  // namespace d1mcp::migration
