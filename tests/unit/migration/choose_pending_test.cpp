#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

HistoryRow applied_row(std::string name) {
  return {.name = std::move(name), .applied_at = {}};
}

class ChoosePending : public MigrationTest {
 protected:
  ChoosePending() {
    for (const char* name : {"001_a.sql", "002_b.sql", "003_c.sql", "init.sql"}) add(name);
  }

  std::vector<std::string> chosen(std::string_view target,
                                  const std::vector<HistoryRow>& history = {}) const {
    auto files = choose_pending(directory(), history, target);
    EXPECT_TRUE(files) << files.error().message;
    return files ? names_of(*files) : std::vector<std::string>{"(an error)"};
  }

  Error refusal(std::string_view target, const std::vector<HistoryRow>& history = {}) const {
    auto files = choose_pending(directory(), history, target);
    EXPECT_FALSE(files) << "chosen all the same";
    return files ? Error{} : std::move(files).error();
  }
};

TEST_F(ChoosePending, TakesAllWithoutATarget) {
  EXPECT_THAT(chosen(""), ElementsAre("001_a.sql", "002_b.sql", "003_c.sql", "init.sql"));
  EXPECT_THAT(chosen("", {applied_row("001_a.sql"), applied_row("003_c.sql")}),
              ElementsAre("002_b.sql", "init.sql"));
}

TEST_F(ChoosePending, StopsAfterATargetHoweverItIsSpelled) {
  for (const char* target : {"002_b.sql", "002_b", "002", "2", "0000002"}) {
    EXPECT_THAT(chosen(target), ElementsAre("001_a.sql", "002_b.sql")) << target;
  }
}

TEST_F(ChoosePending, LeavesOutWhatIsAppliedBelowTheTarget) {
  EXPECT_THAT(chosen("3", {applied_row("002_b.sql")}), ElementsAre("001_a.sql", "003_c.sql"));
}

TEST_F(ChoosePending, RefusesATargetThatIsAppliedAlready) {
  const Error error = refusal("2", {applied_row("002_b.sql")});

  EXPECT_EQ(error.code, ErrorCode::conflict);
  EXPECT_THAT(error.message, HasSubstr("002_b.sql"));
}

TEST_F(ChoosePending, RefusesAnUnknownTargetWithTheNearestName) {
  const Error error = refusal("02_b.sql");

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("02_b.sql"));
  EXPECT_THAT(error.hint, HasSubstr("002_b.sql"));
}

TEST_F(ChoosePending, RefusesANumberThatNoFileHas) {
  EXPECT_EQ(refusal("9").code, ErrorCode::not_found);
  EXPECT_EQ(refusal("0").code, ErrorCode::not_found);
}

TEST_F(ChoosePending, RefusesANumberBeyondEveryNumber) {
  EXPECT_EQ(refusal("99999999999999999999999999").code, ErrorCode::not_found);
}

TEST_F(ChoosePending, RefusesANumberOfTwoFilesAndNamesBoth) {
  add("2_other.sql");

  const Error error = refusal("2");

  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_THAT(error.message, AllOf(HasSubstr("002_b.sql"), HasSubstr("2_other.sql")));
  EXPECT_THAT(chosen("2_other"), ElementsAre("001_a.sql", "002_b.sql", "2_other.sql"));
}

TEST_F(ChoosePending, RefusesARollbackFile) {
  add("001_a_rollback.sql");

  EXPECT_EQ(refusal("001_a_rollback.sql").code, ErrorCode::not_found);
}

TEST_F(ChoosePending, FindsNothingToDoWhenAllIsApplied) {
  EXPECT_THAT(chosen("",
                     {applied_row("001_a.sql"),
                      applied_row("002_b.sql"),
                      applied_row("003_c.sql"),
                      applied_row("init.sql")}),
              IsEmpty());
}

}  // namespace
}  // namespace d1mcp::migration
