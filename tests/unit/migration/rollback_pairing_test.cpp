#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Pair {
  const char* forward;
  const char* rollback;
};

void PrintTo(const Pair& pair, std::ostream* out) {
  *out << pair.rollback;
}

class RollbackSpelling : public MigrationTest, public ::testing::WithParamInterface<Pair> {};

TEST_P(RollbackSpelling, IsPairedWithItsForwardFile) {
  add(GetParam().forward);
  add(GetParam().rollback);

  const Directory read = directory();

  ASSERT_THAT(names_of(read.files), ElementsAre(GetParam().forward));
  EXPECT_EQ(read.files[0].rollback, GetParam().rollback);
  EXPECT_THAT(read.rollback_files, ElementsAre(GetParam().rollback));
  EXPECT_THAT(read.warnings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Names,
                         RollbackSpelling,
                         ::testing::Values(Pair{"001_a.sql", "001_a_rollback.sql"},
                                           Pair{"001_a.sql", "001_a.down.sql"},
                                           Pair{"001_a.up.sql", "001_a.down.sql"},
                                           Pair{"001_a.sql", "001_a_down.sql"},
                                           Pair{"001_a_up.sql", "001_a_down.sql"},
                                           Pair{"001_a.sql", "rollback/001_a.sql"},
                                           Pair{"001_a.sql", "rollback/001_a_rollback.sql"},
                                           Pair{"001_a.sql", "rollback/001_a.down.sql"},
                                           Pair{"001_a_up.sql", "rollback/001_a_down.sql"}));

class RollbackFiles : public MigrationTest {};

TEST_F(RollbackFiles, OfASubFolderBelongToTheFilesBesideThatFolder) {
  add("app/001_a.sql");
  add("app/rollback/001_a.sql");
  add("my_rollback/002_b.sql");

  const Directory read = directory({.matches = [](std::string_view) { return true; }});

  EXPECT_THAT(names_of(read.files), ElementsAre("app/001_a.sql", "my_rollback/002_b.sql"));
  EXPECT_EQ(read.files[0].rollback, "app/rollback/001_a.sql");
  EXPECT_EQ(read.files[1].rollback, std::nullopt);
}

TEST_F(RollbackFiles, ThatUndoNothingAreWarnedOfAndNeverApplied) {
  add("001_a.sql");
  add("002_gone_rollback.sql");
  add("003_gone.down.sql");

  const Directory read = directory();

  EXPECT_THAT(names_of(read.files), ElementsAre("001_a.sql"));
  EXPECT_THAT(read.rollback_files, ElementsAre("002_gone_rollback.sql", "003_gone.down.sql"));
  EXPECT_THAT(read.warnings,
              ElementsAre(AllOf(HasSubstr("002_gone_rollback.sql"), HasSubstr("002_gone.sql")),
                          AllOf(HasSubstr("003_gone.down.sql"), HasSubstr("003_gone.sql"))));
}

TEST_F(RollbackFiles, AreNotWhatOnlyEndsLikeOne) {
  add("001_count_down.sql");
  add("002_rollback_plan.sql");
  add("rollback.sql");

  EXPECT_THAT(names_of(directory().files),
              ElementsAre("001_count_down.sql", "002_rollback_plan.sql", "rollback.sql"));
}

}  // namespace
}  // namespace d1mcp::migration
