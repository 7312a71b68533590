#include "import_db.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

class ImportDb : public ToolsTest {
 protected:
  ImportDb() {
    open_app(
        "CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);"
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, user REFERENCES users(id) ON DELETE CASCADE);"
        "INSERT INTO users VALUES(40,'Ada');"
        "INSERT INTO orders VALUES(1,40);");
  }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(root() / name, std::ios::binary) << text;
  }

  Json import(const Json& arguments) { return result_of("import_db", arguments); }

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root()))
      names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
  }
};

TEST_F(ImportDb, MakesANewDatabaseOfADumpInAnyOrder) {
  write("dump.sql",
        "PRAGMA defer_foreign_keys=TRUE;\nCREATE TABLE child(p REFERENCES parent(id));\n"
        "INSERT INTO \"child\" (\"p\") VALUES(1);\nCREATE TABLE parent(id INTEGER PRIMARY KEY);\n"
        "INSERT INTO \"parent\" (\"id\") VALUES(1);");

  const Json result = import({{"input", "dump.sql"}, {"output", "new.db"}});

  EXPECT_EQ(result["path"], (root() / "new.db").string());
  EXPECT_EQ(result["rows"], 2);
  EXPECT_EQ(result["bytes"], fs::file_size(root() / "new.db"));
  EXPECT_EQ(result["tables"].dump(), R"([{"name":"child","rows":1},{"name":"parent","rows":1}])");
  open({"new.db"});
  EXPECT_EQ(cell("SELECT count(*) FROM child JOIN parent ON p = id"), 1);
}

TEST_F(ImportDb, TakesADumpInAnyOrderIntoADatabaseInUse) {
  write("dump.sql",
        "CREATE TABLE child(p REFERENCES parent(id)); INSERT INTO child VALUES(1);"
        "CREATE TABLE parent(id INTEGER PRIMARY KEY); INSERT INTO parent VALUES(1);"
        "INSERT INTO users VALUES(41,'Grace');");

  const Json result = import({{"input", "dump.sql"}});

  EXPECT_EQ(result["database"], "app");
  EXPECT_EQ(result["rows"], 3);
  EXPECT_EQ(member_where(result["changes"], "table", "users")["inserted"], 1);
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 2);
}

TEST_F(ImportDb, RefusesRowsThatMissTheirParents) {
  write("dump.sql", "INSERT INTO orders VALUES(2,99);");

  const Error error = error_of("import_db", {{"input", "dump.sql"}});

  EXPECT_EQ(error.code, ErrorCode::constraint);
  EXPECT_THAT(error.message, HasSubstr("orders(user) would point to missing rows of users(id)"));
  EXPECT_EQ(cell("SELECT count(*) FROM orders"), 1);
}

TEST_F(ImportDb, LeavesOldViolationsAlone) {
  open_app(
      "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id));"
      "INSERT INTO c VALUES(9);");
  write("dump.sql", "INSERT INTO p VALUES(1); INSERT INTO c VALUES(1);");

  EXPECT_EQ(import({{"input", "dump.sql"}})["rows"], 2);
}

TEST_F(ImportDb, KeepsTheCountersOfOtherTables) {
  write("dump.sql",
        "PRAGMA defer_foreign_keys=TRUE; CREATE TABLE more(id INTEGER PRIMARY KEY AUTOINCREMENT);"
        "INSERT INTO \"more\" (\"id\") VALUES(3); DELETE FROM sqlite_sequence;"
        "INSERT INTO \"sqlite_sequence\" (\"name\",\"seq\") VALUES('more',7);");

  import({{ "input", "dump.sql" }});

  EXPECT_EQ(
      cell("SELECT group_concat(name || seq, ' ') FROM (SELECT * FROM sqlite_sequence ORDER BY 1)"),
      "more7 users40");
}

TEST_F(ImportDb, TakesCsvAndJsonLinesIntoATable) {
  write("users.csv", "id,name\r\n50,Grace\r\n");
  write("users.jsonl", "{\"name\":\"Barbara\"}\n");

  EXPECT_EQ(import({{"input", "users.csv"}, {"table", "users"}})["format"], "csv");
  EXPECT_EQ(import({{"input", "users.jsonl"}, {"table", "USERS"}})["format"], "jsonl");

  EXPECT_EQ(cell("SELECT group_concat(id || name, ' ') FROM users"), "40Ada 50Grace 51Barbara");
}

TEST_F(ImportDb, MakesATableInANewDatabaseForRows) {
  write("places.csv", "code,lat,people,note\r\n00501,40.8,12,\r\n10001,41,NaN,x\r\n");
  write("people.jsonl", "{\"id\":9007199254740993,\"name\":\"Ada\"}\n{\"id\":2}\n");

  const Json places = import({{"input", "places.csv"}, {"table", "p"}, {"output", "p.db"}});
  import({{"input", "people.jsonl"}, {"table", "people"}, { "output", "q.db" }});

  EXPECT_EQ(places["tables"].dump(), R"([{"name":"p","rows":2}])");
  open({"p.db"});
  EXPECT_EQ(cell("SELECT sql FROM sqlite_schema"),
            "CREATE TABLE \"p\" (\"code\" TEXT, \"lat\" REAL, \"people\" TEXT, \"note\" TEXT)");
  EXPECT_EQ(cell("SELECT group_concat(quote(code) || quote(lat) || quote(people) || quote(note)) "
                 "FROM p"),
            "'00501'40.8'12'NULL,'10001'41.0'NaN''x'");
  open({"q.db"});
  EXPECT_EQ(cell("SELECT group_concat(typeof(id) || id || quote(name)) FROM people"),
            "integer9007199254740993'Ada',integer2NULL");
}

TEST_F(ImportDb, MakesNoDatabaseOfRowsThatAreWrong) {
  write("users.csv", "id,name\n1,Ada\n2\n");
  const auto before = files();

  const Error error =
      error_of("import_db", {{"input", "users.csv"}, {"table", "users"}, {"output", "n.db"}});

  EXPECT_EQ(error.place->file, "users.csv");
  EXPECT_EQ(error.place->line, 3U);
  EXPECT_EQ(files(), before);
}

TEST_F(ImportDb, ChangesNothingInADryRun) {
  write("users.csv", "id,name\n50,Grace\n");
  write("dump.sql", "CREATE TABLE n(a); DROP TABLE orders;");
  write("new.sql", "CREATE TABLE n(a);");
  const auto before = files();

  EXPECT_EQ(import({{"input", "users.csv"}, {"table", "users"}, {"dry_run", true}})["rows"], 1);
  const Json dropping = import({{"input", "dump.sql"}, {"dry_run", true}});
  import({{"input", "new.sql"}, {"output", "n.db"}, { "dry_run", true }});
  import({{"input", "users.csv"}, {"table", "n"}, {"output", "n.db"}, { "dry_run", true }});

  EXPECT_THAT(lines_of(dropping, "notes"), HasSubstr("drops or renames the table orders"));
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 1);
  EXPECT_EQ(cell("SELECT count(*) FROM orders"), 1);
  EXPECT_EQ(files(), before);
}

TEST_F(ImportDb, NeedsAPersonsWordBeforeTablesGo) {
  losses_ = Losses::need_approval;
  write("dump.sql", "DROP TABLE orders;");

  const Error error = error_of("import_db", {{"input", "dump.sql"}});

  EXPECT_EQ(error.code, ErrorCode::permission_denied);
  EXPECT_THAT(error.message, HasSubstr("drops or renames the table orders"));
  EXPECT_EQ(cell("SELECT count(*) FROM orders"), 1);
}

TEST_F(ImportDb, LeavesNothingBehindAfterAnError) {
  write("dump.sql", "CREATE TABLE a(x);\nINSERT INTO a VALUES(1);\nINSERT INTO a VALUES(1,2);");
  const auto before = files();

  const Error in_new = error_of("import_db", {{"input", "dump.sql"}, {"output", "new.db"}});
  const Error in_old = error_of("import_db", {{"input", "dump.sql"}});
  const Error cancelled =
      error_of("import_db", {{"input", "dump.sql"}, {"output", "new.db"}}, cancelled_work());

  for (const Error& error : {in_new, in_old}) {
    ASSERT_TRUE(error.place);
    EXPECT_EQ(error.place->file, "dump.sql");
    EXPECT_EQ(error.place->line, 3U);
  }
  EXPECT_EQ(cancelled.code, ErrorCode::cancelled);
  EXPECT_EQ(files(), before);
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema WHERE name = 'a'"), 0);
}

TEST_F(ImportDb, ReplacesAFileOnlyWhenItIsTold) {
  write("dump.sql", "CREATE TABLE a(x);");
  write("taken.db", "something else");

  EXPECT_EQ(error_of("import_db", {{"input", "dump.sql"}, {"output", "taken.db"}}).code,
            ErrorCode::already_exists);
  EXPECT_EQ(content_of("taken.db"), "something else");
  import({{"input", "dump.sql"}, {"output", "taken.db"}, { "overwrite", true }});
  EXPECT_THAT(content_of("taken.db"), HasSubstr("SQLite format 3"));
  EXPECT_EQ(
      error_of("import_db", {{"input", "dump.sql"}, {"output", "app.db"}, {"overwrite", true}})
          .code,
      ErrorCode::invalid_argument);
}

TEST_F(ImportDb, ReadsFilesOfAllowedDirectoriesOnly) {
  write("inside.sql", "CREATE TABLE a(x);");
  fs::create_symlink("/etc/hostname", root() / "link.sql");

  for (const char* input : {"/etc/hostname", "link.sql", "../../../../../../etc/hostname"}) {
    EXPECT_EQ(error_of("import_db", {{"input", input}, {"table", "users"}}).code,
              ErrorCode::permission_denied)
        << input;
  }
  EXPECT_EQ(error_of("import_db", {{"input", "none.sql"}}).code, ErrorCode::not_found);
  EXPECT_EQ(error_of("import_db", {{"input", "."}}).code, ErrorCode::invalid_argument);
}

TEST_F(ImportDb, RefusesArgumentsThatContradictEachOther) {
  write("dump.sql", "CREATE TABLE a(x);");
  write("users.csv", "id,name\n");
  write("prose.txt", "Once upon a time");

  for (const Json& arguments :
       {Json{{"input", "dump.sql"}, {"table", "users"}},
        Json{{"input", "users.csv"}, {"format", "csv"}},
        Json{{"input", "users.csv"}, {"output", "n.db"}, {"format", "csv"}},
        Json{{"input", "users.csv"},
             {"table", "users"},
             {"output", "n.db"},
             {"on_conflict", "ignore"}},
        Json{{"input", "prose.txt"}},
        Json{{"input", "dump.sql"}, {"database", "app"}, {"output", "n.db"}},
        Json{{"input", "app.db"}}}) {
    EXPECT_EQ(error_of("import_db", arguments).code, ErrorCode::invalid_argument)
        << arguments.dump();
  }
}

TEST_F(ImportDb, SaysWhereANulByteStands) {
  using namespace std::string_view_literals;
  write("nul.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES('x'),\n('a\0b');\n"sv);

  const Error error = error_of("import_db", {{"input", "nul.sql"}, {"output", "new.db"}});

  EXPECT_THAT(error.message, HasSubstr("NUL byte"));
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 3U);
  EXPECT_EQ(error.place->column, 4U);
  EXPECT_FALSE(fs::exists(root() / "new.db"));
}

TEST_F(ImportDb, ReadsATextGivenInPieces) {
  const Json arguments = {{"input", "-"}, {"format", "csv"}, {"table", "users"}};
  const transfer::InputText text{
      .chunks = [rest = std::string("name\nGrace\n")]() mutable -> Result<std::string> {
        return std::exchange(rest, {});
      },
      .name = "standard input"};

  const auto result = import_from(services(), arguments, text, {});

  ASSERT_TRUE(result) << describe(result.error());
  EXPECT_EQ(result->structured["rows"], 1);
}

}  // namespace
}  // namespace d1mcp::tools
