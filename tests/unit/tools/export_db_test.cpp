#include "export_db.hpp"

#include <algorithm>

#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ExportDb : public ToolsTest {
 protected:
  ExportDb() {
    open_app(
        "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);"
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, user REFERENCES users(id));"
        "INSERT INTO users VALUES(1,'Ada'),(2,'Grace, \"G\"');"
        "INSERT INTO orders VALUES(10,1);");
  }

  Json exported(const Json& arguments) { return result_of("export_db", arguments); }
};

TEST_F(ExportDb, GivesSmallDumpsInline) {
  const Json result = exported(Json::object());

  const std::string content = result["content"];
  EXPECT_EQ(result["format"], "sql");
  EXPECT_EQ(result["bytes"], content.size());
  EXPECT_FALSE(result.contains("path"));
  EXPECT_THAT(content, AllOf(HasSubstr("CREATE TABLE users"), HasSubstr("'Ada'")));
  EXPECT_EQ(result["tables"].dump(), R"([{"name":"users","rows":2},{"name":"orders","rows":1}])");
}

TEST_F(ExportDb, WritesADumpThatMakesAnEqualDatabase) {
  const Json result = exported({{"output", "dump.sql"}});
  EXPECT_EQ(result["path"], (root() / "dump.sql").string());
  EXPECT_EQ(result["bytes"], std::filesystem::file_size(root() / "dump.sql"));
  EXPECT_FALSE(result.contains("content"));
  const Json users = result_of("run_query", {{"sql", "SELECT * FROM users"}})["rows"];

  open({"dump.sql"});

  EXPECT_EQ(result_of("run_query", {{"sql", "SELECT * FROM users"}})["rows"], users);
}

TEST_F(ExportDb, WritesASqliteFile) {
  const Json result = exported({{"format", "sqlite"}, {"output", "copy.db"}});
  EXPECT_EQ(result["bytes"], std::filesystem::file_size(root() / "copy.db"));

  open({"copy.db"});

  EXPECT_EQ(cell("SELECT count(*) FROM users"), 2);
  EXPECT_THAT(temporary_.names(), ElementsAre("app.db", "copy.db"));
}

TEST_F(ExportDb, WritesCsvAndJsonLines) {
  EXPECT_EQ(exported({{"format", "csv"}, {"tables", {"users"}}})["content"],
            "id,name\r\n1,Ada\r\n2,\"Grace, \"\"G\"\"\"\r\n");
  const std::string lines = exported({{"format", "jsonl"}, {"tables", {"users"}}})["content"];
  EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
  EXPECT_EQ(Json::parse(lines.substr(0, lines.find('\n'))),
            Json::parse(R"({"id": 1, "name": "Ada"})"));
  EXPECT_EQ(exported({{"format", "csv"}, {"tables", {"users"}}})["tables"].dump(),
            R"([{"name":"users","rows":2}])");
}

TEST_F(ExportDb, WritesWhatWasSelected) {
  EXPECT_THAT(exported({{"data", false}})["content"].get<std::string>(), Not(HasSubstr("INSERT")));
  EXPECT_THAT(exported({{"schema", false}})["content"].get<std::string>(),
              AllOf(HasSubstr("INSERT"), Not(HasSubstr("CREATE TABLE"))));
  const Json orders = exported({{"tables", {"orders"}}});
  EXPECT_THAT(orders["content"].get<std::string>(), Not(HasSubstr("'Ada'")));
  EXPECT_THAT(lines_of(orders, "notes"), HasSubstr("users"));
}

TEST_F(ExportDb, WritesTheRowsOfAQuery) {
  const Json arguments = {{"sql", "SELECT name, id * 10 AS tenfold FROM users WHERE id = 1"}};
  Json csv = arguments;
  csv["format"] = "csv";
  Json lines = arguments;
  lines["format"] = "jsonl";

  EXPECT_EQ(exported(csv)["content"], "name,tenfold\r\nAda,10\r\n");
  EXPECT_EQ(exported(lines)["content"], "{\"name\":\"Ada\",\"tenfold\":10}\n");
  EXPECT_EQ(exported(csv)["tables"][0]["rows"], 1);
}

TEST_F(ExportDb, WritesTypes) {
  const Json result = exported({{"format", "types"}, {"tables", {"users"}}});

  const std::string content = result["content"];
  EXPECT_EQ(result["bytes"], content.size());
  EXPECT_FALSE(result.contains("tables"));
  EXPECT_THAT(
      content,
      AllOf(HasSubstr("export interface Users {\n  id: number;\n"), Not(HasSubstr("Orders"))));
}

TEST_F(ExportDb, ChecksThatAFileOfTypesIsStillTrue) {
  const Json arguments = {{"format", "types"}, {"output", "rows.ts"}, {"check", true}};
  exported({{"format", "types"}, {"output", "rows.ts"}});

  const Json before = exported(arguments);
  make_database("app.db", "ALTER TABLE users ADD COLUMN age INT");
  const std::string written = content_of("rows.ts");
  const Json after = exported(arguments);

  EXPECT_EQ(before["verified"], true);
  EXPECT_FALSE(before.contains("notes"));
  EXPECT_EQ(after["verified"], false);
  EXPECT_THAT(lines_of(after, "notes"),
              HasSubstr("rows.ts is out of date: line 23 is \"}\" and has to be "
                        "\"  age: number | null;\""));
  EXPECT_EQ(content_of("rows.ts"), written);
}

TEST_F(ExportDb, ProvesWhatItWrote) {
  const Json inline_dump = exported({{"verify", true}});
  const Json dump = exported({{"output", "dump.sql"}, {"verify", true}});
  const Json copy = exported({{"format", "sqlite"}, {"output", "copy.db"}, {"verify", true}});

  EXPECT_TRUE(dump["verified"]);
  EXPECT_EQ(members(dump["tables"], "name"), (std::vector<std::string>{"users", "orders"}));
  EXPECT_EQ(dump["tables"][0]["rows"], 2);
  EXPECT_EQ(dump["tables"][0]["sha256"].get<std::string>().size(), 64U);
  EXPECT_EQ(inline_dump["tables"], dump["tables"]);
  EXPECT_EQ(copy["tables"], dump["tables"]);
  EXPECT_THAT(temporary_.names(), ElementsAre("app.db", "copy.db", "dump.sql"));
}

TEST_F(ExportDb, ProvesUnderTheRulesOfD1) {
  temporary_.write("d1.sql",
                   "CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES('x');");
  open({"d1.sql"});

  const Json dump = exported({{"verify", true}});
  const Json copy = exported({{"format", "sqlite"}, {"output", "copy.db"}, {"verify", true}});

  EXPECT_EQ(dump["tables"][0]["rows"], 1);
  EXPECT_EQ(copy["tables"], dump["tables"]);
}

TEST_F(ExportDb, ProvesAgainstTheInstantItExported) {
  make_database("wal.db", "PRAGMA journal_mode=WAL; CREATE TABLE t(v); INSERT INTO t VALUES(1);");
  open({"wal.db"});
  Work work;
  work.listener = [&](const Progress& progress) {
    if (progress.what.starts_with("loading")) make_database("wal.db", "INSERT INTO t VALUES(2);");
  };

  const Answer answer = call("export_db", {{"output", "dump.sql"}, {"verify", true}}, work);

  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ((*answer)["tables"][0]["rows"], 1);
  EXPECT_GT(cell("SELECT count(*) FROM t"), 1);
}

TEST_F(ExportDb, PacksFilesThatAreCalledSo) {
  exported({{"output", "plain.sql"}});
  for (const char* name : {"dump.sql.gz", "dump.sql.zst"}) {
    const Json result = exported({{"output", name}, {"verify", true}});
    EXPECT_EQ(result["verified"], true) << name;
    EXPECT_EQ(result["bytes"], std::filesystem::file_size(root() / name)) << name;
    EXPECT_LT(result["bytes"], std::filesystem::file_size(root() / "plain.sql")) << name;
    const std::string copy = std::string(name) + ".db";
    EXPECT_EQ(result_of("import_db", {{"input", name}, {"output", copy}})["rows"], 3) << name;
  }
}

TEST_F(ExportDb, OverwritesOnlyWhenAsked) {
  temporary_.write("dump.sql", "before");

  const Error error = error_of("export_db", {{"output", "dump.sql"}});
  EXPECT_EQ(error.code, ErrorCode::already_exists);
  EXPECT_EQ(content_of("dump.sql"), "before");

  exported({{"output", "dump.sql"}, {"overwrite", true}});
  EXPECT_THAT(content_of("dump.sql"), HasSubstr("'Ada'"));
}

TEST_F(ExportDb, ToASinkMayBeOfAnyLength) {
  make_database(
      "large.db",
      "CREATE TABLE t(v); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
      "200) INSERT INTO t SELECT printf('%.*c', 1000, 'x') FROM n;");
  open({"large.db"});
  transfer::MemorySink sink(10'000'000);

  const Status status = export_to(services(), {{"format", "csv"}, {"tables", {"t"}}}, sink, {});

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(sink.content().size(), 3U + 200 * 1002);
}

}  // namespace
}  // namespace d1mcp::tools
