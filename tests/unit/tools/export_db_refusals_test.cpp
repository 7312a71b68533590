#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ExportDbRefusals : public ToolsTest {
 protected:
  ExportDbRefusals() {
    open_app(
        "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES(1,'Ada');"
        "CREATE VIEW broken AS SELECT gone FROM nowhere;");
  }

  Error refusal(const Json& arguments, const Work& work = {}) {
    return error_of("export_db", arguments, work);
  }

  void expect_only_the_database() const { EXPECT_THAT(temporary_.names(), ElementsAre("app.db")); }
};

TEST_F(ExportDbRefusals, OfOutputsOutsideTheAllowedDirectories) {
  for (const char* output : {"/tmp/d1mcp-out.sql", "../out.sql", "sub/../../out.sql"}) {
    std::filesystem::create_directories(root() / "sub");
    EXPECT_EQ(refusal({{"output", output}}).code, ErrorCode::permission_denied) << output;
  }
  EXPECT_EQ(refusal({{"output", "none/out.sql"}}).code, ErrorCode::not_found);
  EXPECT_EQ(refusal({{"output", "sub"}}).code, ErrorCode::invalid_argument);
  expect_only_the_database();
}

TEST_F(ExportDbRefusals, OfRowsThatAreNotOfOneTable) {
  for (const char* format : {"csv", "jsonl"}) {
    EXPECT_EQ(refusal({{"format", format}}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(refusal({{"format", format}, {"tables", {"users", "broken"}}}).code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(refusal({{"format", format}, {"tables", {"users"}}, {"data", false}}).code,
              ErrorCode::invalid_argument);
  }
}

TEST_F(ExportDbRefusals, OfPartsOfASqliteFile) {
  const Json whole = {{"format", "sqlite"}, {"output", "copy.db"}};
  Json tables = whole;
  tables["tables"] = {"users"};
  Json schema = whole;
  schema["data"] = false;

  EXPECT_EQ(refusal(tables).code, ErrorCode::invalid_argument);
  EXPECT_EQ(refusal(schema).code, ErrorCode::invalid_argument);
  EXPECT_EQ(refusal({{"format", "sqlite"}}).code, ErrorCode::invalid_argument);
  expect_only_the_database();
}

TEST_F(ExportDbRefusals, OfQueriesThatAreNoRowsOrWrite) {
  for (const Json& arguments : {Json{{"sql", "SELECT 1"}},
                                Json{{"format", "types"}, {"sql", "SELECT 1"}},
                                Json{{"format", "csv"}, {"sql", "SELECT 1"}, {"tables", {"users"}}},
                                Json{{"format", "csv"}, {"sql", "SELECT 1; SELECT 2"}}}) {
    EXPECT_EQ(refusal(arguments).code, ErrorCode::invalid_argument) << arguments;
  }
  for (const char* sql :
       {"DELETE FROM users", "INSERT INTO users(name) VALUES('x') RETURNING id"}) {
    EXPECT_EQ(refusal({{"format", "csv"}, {"sql", sql}, {"output", "out.csv"}}).code,
              ErrorCode::permission_denied)
        << sql;
  }
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 1);
  expect_only_the_database();
}

TEST_F(ExportDbRefusals, OfWhatTypesCannotDo) {
  for (const char* flag : {"schema", "data"}) {
    EXPECT_EQ(refusal({{"format", "types"}, {flag, false}}).code, ErrorCode::invalid_argument);
  }
  EXPECT_EQ(refusal({{"format", "types"}, {"check", true}}).code, ErrorCode::invalid_argument);
  EXPECT_EQ(refusal({{"format", "sql"}, {"output", "x"}, {"check", true}}).code,
            ErrorCode::invalid_argument);
  const Json absent = {{"format", "types"}, {"output", "absent.ts"}, {"check", true}};
  EXPECT_EQ(refusal(absent).code, ErrorCode::not_found);
  const Json outside = {{"format", "types"}, {"output", "/etc/passwd"}, {"check", true}};
  EXPECT_EQ(refusal(outside).code, ErrorCode::permission_denied);
}

TEST_F(ExportDbRefusals, ToPackWhatIsUsedInPlace) {
  for (const char* format : {"sqlite", "types"}) {
    const Error error = refusal({{"format", format}, {"output", "out.gz"}});
    EXPECT_EQ(error.code, ErrorCode::invalid_argument) << format;
    EXPECT_THAT(error.message, HasSubstr("not packed")) << format;
  }
  expect_only_the_database();
}

TEST_F(ExportDbRefusals, ToProveWhatMakesNoDatabase) {
  for (const Json& arguments : {Json{{"format", "csv"}, {"tables", {"users"}}, {"verify", true}},
                                Json{{"format", "jsonl"}, {"tables", {"users"}}, {"verify", true}},
                                Json{{"format", "types"}, {"verify", true}},
                                Json{{"schema", false}, {"verify", true}}}) {
    const Error error = refusal(arguments);
    EXPECT_EQ(error.code, ErrorCode::invalid_argument);
    EXPECT_THAT(error.message, HasSubstr("no database to compare"));
  }
}

TEST_F(ExportDbRefusals, ToKeepAFileThatIsNotWhatTheDatabaseHolds) {
  // What is changed stands behind the part of the file that is read at once.
  make_database("app.db", "INSERT INTO users VALUES(0, printf('%.*c', 200000, 'x'))");
  Work work;
  work.listener = [&](const Progress& progress) {
    if (!progress.what.starts_with("loading")) return;
    for (const auto& file : std::filesystem::directory_iterator(root())) {
      if (file.path().filename() == "app.db") continue;
      std::string text = content_of(file.path().filename().string());
      if (const auto at = text.find("'Ada'"); at != std::string::npos) {
        temporary_.write(file.path().filename().string(), text.replace(at, 5, "'Eve'"));
      }
    }
  };

  const Error error = refusal({{"output", "dump.sql"}, {"verify", true}}, work);

  EXPECT_EQ(error.code, ErrorCode::io_error);
  EXPECT_THAT(error.message,
              HasSubstr("table \"users\": row 2 (\"id\" 1) differs in column \"name\""));
  expect_only_the_database();
}

TEST_F(ExportDbRefusals, OfNothingAtAll) {
  EXPECT_EQ(refusal({{"schema", false}, {"data", false}}).code, ErrorCode::invalid_argument);
}

TEST_F(ExportDbRefusals, OfUnknownTablesSuggestTheNearest) {
  for (const char* format : {"sql", "csv", "jsonl"}) {
    const Error error = refusal({{"format", format}, {"tables", {"usres"}}});
    EXPECT_EQ(error.code, ErrorCode::not_found) << format;
    EXPECT_THAT(error.hint, HasSubstr("users")) << format;
  }
}

TEST_F(ExportDbRefusals, OfTheDatabaseAsItsOwnOutput) {
  std::filesystem::create_hard_link(root() / "app.db", root() / "linked.db");
  std::filesystem::create_symlink("app.db", root() / "symbolic.db");
  const std::string before = content_of("app.db");

  for (const char* output : {"app.db", "./app.db", "linked.db", "symbolic.db"}) {
    for (const char* format : {"sql", "sqlite"}) {
      EXPECT_EQ(refusal({{"output", output}, {"format", format}, {"overwrite", true}}).code,
                ErrorCode::invalid_argument)
          << output;
    }
  }
  EXPECT_EQ(content_of("app.db"), before);
}

TEST_F(ExportDbRefusals, OfAnotherDatabaseOrItsWalAsOutput) {
  make_database("other.db", "CREATE TABLE t(a)");
  open({"app.db", "other.db"});
  const std::string before = content_of("other.db");

  for (const char* output : {"other.db", "other.db-wal"}) {
    const Error error = refusal({{"database", "app"}, {"output", output}, {"overwrite", true}});
    EXPECT_EQ(error.code, ErrorCode::invalid_argument) << output;
    EXPECT_THAT(error.message, HasSubstr("the database other")) << output;
  }
  EXPECT_EQ(content_of("other.db"), before);
}

TEST_F(ExportDbRefusals, OfInlineCsvThatAnAnswerCannotCarry) {
  make_database("bytes.db", "CREATE TABLE t(v); INSERT INTO t VALUES(CAST(x'FF' AS TEXT))");
  open({"bytes.db"});

  const Error error = refusal({{"format", "csv"}, {"tables", {"t"}}});

  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_THAT(error.hint, HasSubstr("jsonl"));
  EXPECT_THAT(result_of("export_db", {{"format", "jsonl"}, {"tables", {"t"}}})["content"].dump(),
              HasSubstr("$text_base64"));
  const Json file =
      result_of("export_db", {{"format", "csv"}, {"tables", {"t"}}, {"output", "t.csv"}});
  EXPECT_EQ(file["bytes"], content_of("t.csv").size());
}

TEST_F(ExportDbRefusals, OfMoreThanAnAnswerHolds) {
  make_database(
      "large.db",
      "CREATE TABLE t(v); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
      "200) INSERT INTO t SELECT printf('%.*c', 1000, 'x') FROM n;");
  open({"large.db"});

  for (const char* format : {"sql", "csv", "jsonl"}) {
    const Error error = refusal({{"format", format}, {"tables", {"t"}}});
    EXPECT_EQ(error.code, ErrorCode::limit_exceeded) << format;
    EXPECT_THAT(error.hint, HasSubstr("output")) << format;
  }
}

TEST_F(ExportDbRefusals, LeaveNoPartOfAFile) {
  for (const char* format : {"csv", "jsonl"}) {
    refusal({{"format", format}, {"tables", {"broken"}}, {"output", "out.txt"}});
  }
  for (const char* format : {"sql", "sqlite"}) {
    EXPECT_EQ(refusal({{"format", format}, {"output", "out.txt"}}, cancelled_work()).code,
              ErrorCode::cancelled);
  }
  expect_only_the_database();
}

TEST_F(ExportDbRefusals, KeepWhatWouldHaveBeenOverwritten) {
  temporary_.write("out.csv", "before");

  refusal({{"format", "csv"}, {"tables", {"broken"}}, {"output", "out.csv"}, {"overwrite", true}});

  EXPECT_EQ(content_of("out.csv"), "before");
  EXPECT_THAT(temporary_.names(), ElementsAre("app.db", "out.csv"));
}

}  // namespace
}  // namespace d1mcp::tools
