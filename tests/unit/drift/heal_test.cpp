// What heals a side makes it what the other is, or says that it does not.

#include "fixture.hpp"

namespace d1mcp::drift {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Pair {
  const char* here;
  const char* there;
};

class HealBothWays : public DriftTest, public ::testing::WithParamInterface<Pair> {
 protected:
  std::vector<Difference> found() const { return differences(GetParam().here, GetParam().there); }
};

TEST_P(HealBothWays, MakesHereWhatIsThere) {
  const auto before = found();
  ASSERT_TRUE(differ_in_meaning(before));

  EXPECT_FALSE(differ_in_meaning(after_healing(before, /*heals_here=*/true)));
}

TEST_P(HealBothWays, MakesThereWhatIsHere) {
  EXPECT_FALSE(differ_in_meaning(after_healing(found(), /*heals_here=*/false)));
}

INSTANTIATE_TEST_SUITE_P(
    Schemas,
    HealBothWays,
    ::testing::Values(
        Pair{"CREATE TABLE t(a);", "CREATE TABLE t(a); CREATE TABLE u(b); CREATE INDEX i ON u(b);"},
        Pair{"CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;",
             "CREATE TABLE t(a); CREATE VIEW v AS SELECT a, 1 AS b FROM t;"},
        Pair{"CREATE TABLE t(a); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;",
             "CREATE TABLE t(a); CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 2; END;"},
        Pair{"CREATE TABLE t(a, b); CREATE INDEX i ON t(a);",
             "CREATE TABLE t(a, b); CREATE UNIQUE INDEX i ON t(b) WHERE a > 0;"},
        Pair{"CREATE TABLE t(a);",
             "CREATE TABLE t(a, b TEXT NOT NULL DEFAULT 'x, y', c INT CHECK (c > 0));"},
        Pair{"CREATE TABLE \"it's\" (\"a b\");", "CREATE TABLE \"it's\" (\"a b\", \"c d\" TEXT);"},
        Pair{"CREATE TABLE t(a, b); CREATE INDEX i ON t(b);", "CREATE TABLE t(a);"},
        Pair{"CREATE TABLE t(a, b); CREATE VIEW v AS SELECT b FROM t;"
             "CREATE TRIGGER g INSTEAD OF INSERT ON v BEGIN SELECT 1; END;",
             "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;"
             "CREATE TRIGGER g INSTEAD OF INSERT ON v BEGIN SELECT 2; END;"},
        Pair{"CREATE TABLE p(id INTEGER PRIMARY KEY);"
             "CREATE TABLE q(id INTEGER PRIMARY KEY, p REFERENCES p(id));"
             "CREATE TABLE a(q REFERENCES q(id));"
             "INSERT INTO p VALUES(1); INSERT INTO q VALUES(1, 1); INSERT INTO a VALUES(1);",
             "CREATE TABLE t(a);"},
        Pair{"CREATE TABLE a(b REFERENCES b(id), id INTEGER PRIMARY KEY);"
             "CREATE TABLE b(a REFERENCES a(id), id INTEGER PRIMARY KEY);",
             "CREATE TABLE t(a);"},
        Pair{"CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t -- last",
             "CREATE TABLE t(a, b INT -- note\n); CREATE INDEX i ON t(a) -- first"}));

class HealOneWay : public DriftTest, public ::testing::WithParamInterface<Pair> {};

TEST_P(HealOneWay, SaysThatOnlyARebuildDoesIt) {
  const Difference found = difference(GetParam().here, GetParam().there);

  EXPECT_THAT(found.heal_here.statements, IsEmpty());
  EXPECT_THAT(found.heal_here.obstacle, HasSubstr("only a rebuild"));
}

INSTANTIATE_TEST_SUITE_P(
    Schemas,
    HealOneWay,
    ::testing::Values(Pair{"CREATE TABLE t(a TEXT)", "CREATE TABLE t(a INT)"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(a, b UNIQUE)"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(b, a)"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(a, b NOT NULL)"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(a, b DEFAULT CURRENT_TIMESTAMP)"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(a, b DEFAULT (1 + 1))"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(a, b AS (a) STORED)"},
                      Pair{"CREATE TABLE t(a)", "CREATE TABLE t(a, CHECK (a > 0))"},
                      Pair{"CREATE TABLE t(a, b UNIQUE)", "CREATE TABLE t(a)"},
                      Pair{"CREATE TABLE t(a INT)", "CREATE TABLE t(a INT) STRICT"}));

class Heal : public DriftTest {};

TEST_F(Heal, AddsAColumnWithItsReference) {
  const std::string parent = "CREATE TABLE p(id INTEGER PRIMARY KEY);";
  const auto found = difference(parent + "CREATE TABLE t(a)",
                                parent + "CREATE TABLE t(a, p INT REFERENCES p(id))");

  EXPECT_THAT(found.heal_here.statements,
              ElementsAre("ALTER TABLE \"t\" ADD COLUMN p INT REFERENCES p(id)"));
  EXPECT_THAT(found.heal_there.obstacle, HasSubstr("FOREIGN KEY (p)"));
}

TEST_F(Heal, ChangesNothingWhereOnlyTheTextDiffers) {
  const auto found = difference("CREATE TABLE t(a)", "CREATE TABLE t( a )");

  EXPECT_THAT(found.heal_here.statements, IsEmpty());
  EXPECT_EQ(found.heal_here.obstacle, "");
}

TEST_F(Heal, DropsAnIndexWithItsTable) {
  const auto found =
      differences("CREATE TABLE t(a); CREATE INDEX i ON t(a);", "PRAGMA user_version = 1");

  ASSERT_EQ(found.size(), 2U);
  EXPECT_THAT(found[0].heal_here.statements, ElementsAre("DROP TABLE \"t\""));
  EXPECT_THAT(found[1].heal_here.statements, IsEmpty());
  EXPECT_THAT(found[1].heal_there.statements, ElementsAre("CREATE INDEX i ON t(a)"));
}

}  // namespace
}  // namespace d1mcp::drift
