#include "offers/schema_objects.hpp"

#include "fixture.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class SchemaObjectsTest : public OffersTest {
 protected:
  std::vector<SchemaObject> objects_of(std::string_view sql) {
    open_app(sql);
    const auto reader = entry().reader({});
    EXPECT_TRUE(reader) << reader.error().message;
    auto objects = read_schema_objects(**reader, {});
    EXPECT_TRUE(objects) << objects.error().message;
    return objects ? std::move(objects).value() : std::vector<SchemaObject>();
  }

  std::vector<std::string> names_of(std::string_view sql) {
    std::vector<std::string> names;
    for (const SchemaObject& object : objects_of(sql)) names.push_back(object.name);
    return names;
  }
};

TEST_F(SchemaObjectsTest, AreTablesWithTheirIndexesThenViewsThenTriggers) {
  EXPECT_THAT(names_of("CREATE TABLE b(x);"
                       "CREATE VIEW a_view AS SELECT 1;"
                       "CREATE TRIGGER a_trigger AFTER INSERT ON b BEGIN SELECT 1; END;"
                       "CREATE TABLE C(x);"
                       "CREATE INDEX z_of_a ON b(x);"
                       "CREATE TABLE a(x);"
                       "CREATE INDEX b_of_c ON c(x);"),
              ElementsAre("a", "b", "z_of_a", "C", "b_of_c", "a_view", "a_trigger"));
}

TEST_F(SchemaObjectsTest, LeaveOutWhatNobodyMade) {
  EXPECT_THAT(names_of("CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, x UNIQUE);"
                       "CREATE TABLE _cf_KV(x);"
                       "CREATE VIRTUAL TABLE words USING fts5(text);"
                       "ANALYZE;"),
              ElementsAre("a", "words"));
}

TEST_F(SchemaObjectsTest, TriggerBelongsToItsTableHoweverItSpellsIt) {
  EXPECT_THAT(
      objects_of("CREATE TABLE users(x);"
                 "CREATE TRIGGER t AFTER INSERT ON USERS BEGIN SELECT 1; END;"),
      ElementsAre(Field(&SchemaObject::table, "users"), Field(&SchemaObject::table, "users")));
}

TEST_F(SchemaObjectsTest, OfAnEmptyDatabaseAreNone) {
  EXPECT_THAT(objects_of("PRAGMA user_version=1"), IsEmpty());
}

SchemaObject table(const std::string& name, const std::string& sql) {
  return {.type = "table", .name = name, .table = name, .sql = sql};
}

TEST(SchemaScript, ClosesADefinitionThatEndsInAComment) {
  EXPECT_EQ(schema_script({table("a", "CREATE TABLE a(x) -- why"), table("b", "CREATE TABLE b(x)")},
                          1000),
            "CREATE TABLE a(x) -- why\n;\nCREATE TABLE b(x);\n");
}

TEST(SchemaScript, LeavesOutWhatDoesNotFitAndNamesIt) {
  const std::string script =
      schema_script({table("large", "CREATE TABLE large(" + std::string(99, 'x') + ")"),
                     table("b", "CREATE TABLE b(x)")},
                    50);

  EXPECT_EQ(script,
            "CREATE TABLE b(x);\n"
            "-- Left out to keep this short: 1 definition (table \"large\"). table_info shows one "
            "table whole.\n");
}

TEST(SchemaScript, NamesOnlySomeOfManyLeftOut) {
  std::vector<SchemaObject> objects;
  for (int number = 0; number < 1000; ++number) {
    objects.push_back(table("t" + std::to_string(number), "CREATE TABLE t(x)"));
  }

  const std::string script = schema_script(objects, 0);

  EXPECT_THAT(script, HasSubstr("1,000 definitions"));
  EXPECT_THAT(script, HasSubstr("…"));
  EXPECT_LT(script.size(), 1000U);
}

TEST(SchemaScript, NameThatHasALineEndDoesNotLeaveItsComment) {
  const std::string script = schema_script({table("a\nDROP TABLE b;", "CREATE TABLE")}, 0);

  EXPECT_THAT(script, Not(HasSubstr("\nDROP")));
  EXPECT_THAT(script, EndsWith("\n"));
}

TEST(SchemaScript, IsValidUtf8) {
  EXPECT_EQ(schema_script({table("a", "CREATE TABLE a(\"\xFF\")")}, 100),
            "CREATE TABLE a(\"\xEF\xBF\xBD\");\n");
}

TEST(ReferencedTables, AreThoseOfColumnsAndOfTheTable) {
  EXPECT_THAT(referenced_tables("CREATE TABLE a(b REFERENCES Users(id), c references [two words],"
                                " note TEXT DEFAULT 'REFERENCES x', -- REFERENCES y\n"
                                " FOREIGN KEY(b) REFERENCES \"q\"\"z\"(d))"),
              ElementsAre("q\"z", "two words", "users"));
}

TEST(ReferencedTables, OfATextThatEndsEarlyAreTheOnesItHas) {
  EXPECT_THAT(referenced_tables("CREATE TABLE a(b REFERENCES"), IsEmpty());
  EXPECT_THAT(referenced_tables(""), IsEmpty());
}

TEST(NamesIn, AreWordsAndQuotedNamesInLowerCase) {
  const auto names = names_in("SELECT a.X FROM \"Two Words\" a /* users */ WHERE 1 = ?1");

  EXPECT_THAT(names, ElementsAre("a", "from", "select", "two words", "where", "x"));
}

}  // namespace
}  // namespace d1mcp::offers
