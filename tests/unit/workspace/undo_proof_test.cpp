// What is not as it was after a migration and its rollback.

#include "workspace/undo_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/splitter.hpp"
#include "sqlite/database.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UndoProof : public ::testing::Test {
 protected:
  UndoProof() {
    test::run_sql(file(),
                  "CREATE TABLE a(x, y); INSERT INTO a VALUES(1, 2), (3, 4); CREATE INDEX i ON a(x);"
                  "CREATE VIEW v AS SELECT x FROM a;");
  }

  std::filesystem::path file() const { return temporary_ / "app.db"; }

  static migration::PreparedFile prepared(std::string_view script) {
    return {.migration = "m", .name = "m", .statements = sql::split(script).value()};
  }

  std::vector<std::string> differences(std::string_view forward, std::string_view back) const {
    auto copy = sqlite::open_writer(file(), sqlite::Creation::must_exist, {});
    EXPECT_TRUE(copy);
    auto found = differences_after(**copy, {prepared(forward), prepared(back)}, {});
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : std::vector<std::string>{"failed"};
  }

  test::TemporaryDirectory temporary_;
};

TEST_F(UndoProof, FindsNothingAfterATrueInverse) {
  EXPECT_THAT(differences("ALTER TABLE a ADD COLUMN z; CREATE TABLE b(x)",
                          "DROP TABLE b; ALTER TABLE a DROP COLUMN z"),
              IsEmpty());
}

TEST_F(UndoProof, DoesNotMindTheQuotesThatARenameLeaves) {
  EXPECT_THAT(differences("ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME TO a"), IsEmpty());
}

TEST_F(UndoProof, NamesWhatIsLeftAndWhatIsGone) {
  EXPECT_THAT(differences("CREATE TABLE b(x); CREATE INDEX j ON b(x)", "DROP INDEX i"),
              ElementsAre(R"(index "i" is gone)", R"(index "j" is left)", R"(table "b" is left)"));
}

TEST_F(UndoProof, NamesWhatIsDefinedOtherwise) {
  EXPECT_THAT(differences("DROP VIEW v", "CREATE VIEW v AS SELECT y FROM a"),
              ElementsAre(R"(view "v" is defined otherwise than before)"));
}

TEST_F(UndoProof, CountsTheRowsThatAreGone) {
  EXPECT_THAT(differences("DELETE FROM a WHERE x = 1", "SELECT 1"),
              ElementsAre(R"(table "a" has 1 row, 2 before)"));
}

TEST_F(UndoProof, SeesValuesThatDiffer) {
  EXPECT_THAT(differences("UPDATE a SET y = '4' WHERE x = 3", "SELECT 1"),
              ElementsAre(R"(table "a" has other values than before)"));
}

}  // namespace
}  // namespace d1mcp::workspace
