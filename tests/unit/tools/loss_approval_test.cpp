#include "loss_approval.hpp"

#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kShop =
    "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);"
    "CREATE TABLE orders(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id) ON DELETE "
    "CASCADE);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)"
    " INSERT INTO users SELECT i, 'u' || i FROM n;"
    "INSERT INTO orders SELECT id, id FROM users;";

class LossApproval : public ToolsTest {
 protected:
  LossApproval() { losses_ = Losses::need_approval; }

  Result<mcp::ToolResult> run(std::string_view name,
                              const Json& arguments,
                              const mcp::CallContext& context) {
    const auto tools = all(services(), Access::write);
    return std::ranges::find(tools, name, &mcp::Tool::name)->call(arguments, context);
  }

  Result<mcp::ToolResult> execute(const std::string& sql, const mcp::CallContext& context) {
    return run("execute_sql", {{"statements", sql}}, context);
  }

  static mcp::CallContext able_to_ask() {
    return {.work = {}, .client_capabilities = {{"elicitation", Json::object()}}};
  }

  /// A second call, after the question of the first was answered.
  static mcp::CallContext answered(const mcp::ToolResult& asked, const Json& answer) {
    mcp::CallContext context = able_to_ask();
    context.answers.by_key = {{asked.question->requests.front().key, answer}};
    context.answers.state = asked.question->state;
    return context;
  }

  static Json yes() { return {{"action", "accept"}, {"content", {{"confirm", true}}}}; }

  std::string rows(const std::string& table) {
    return cell("SELECT count(*) FROM " + table).dump();
  }
};

TEST_F(LossApproval, IsNotNeededForWhatLosesLittle) {
  open_app(kShop);

  EXPECT_TRUE(execute("DELETE FROM orders WHERE id <= 100", {}));
  EXPECT_TRUE(execute("ALTER TABLE users ADD COLUMN name TEXT; CREATE TABLE t(a)", {}));
  EXPECT_TRUE(execute("INSERT INTO t SELECT id FROM users", {}));

  EXPECT_EQ(rows("orders"), "50");
}

TEST_F(LossApproval, AsksThePersonAndChangesNothingBeforeTheyAnswer) {
  open_app(kShop);

  const auto asked = execute("DELETE FROM users", able_to_ask());

  ASSERT_TRUE(asked) << describe(asked.error());
  ASSERT_TRUE(asked->question);
  const mcp::InputRequest& request = asked->question->requests.front();
  EXPECT_EQ(request.method, "elicitation/create");
  EXPECT_THAT(request.params.at("message").get<std::string>(),
              HasSubstr("- deletes 150 rows of orders\n- deletes 150 rows of users\n"));
  EXPECT_EQ(rows("users"), "150");

  ASSERT_TRUE(execute("DELETE FROM users", answered(*asked, yes())));
  EXPECT_EQ(rows("users"), "0");
}

TEST_F(LossApproval, TakesNothingButAYes) {
  open_app(kShop);
  const auto asked = execute("DELETE FROM users", able_to_ask());
  ASSERT_TRUE(asked && asked->question);

  for (const Json& answer : {Json{{"action", "decline"}},
                             Json{{"action", "cancel"}},
                             Json{{"action", "accept"}, {"content", {{"confirm", false}}}},
                             Json{{"action", "accept"}, {"content", {{"confirm", "true"}}}},
                             Json{{"action", "accept"}, {"content", Json::object()}}}) {
    const auto answer_of_tool = execute("DELETE FROM users", answered(*asked, answer));

    ASSERT_FALSE(answer_of_tool) << answer;
    EXPECT_EQ(answer_of_tool.error().code, ErrorCode::cancelled) << answer;
  }
  EXPECT_EQ(rows("users"), "150");
}

TEST_F(LossApproval, IsForExactlyWhatWasAskedAbout) {
  open_app(kShop);
  const auto asked = execute("DELETE FROM users", able_to_ask());
  ASSERT_TRUE(asked && asked->question);
  losses_ = Losses::allowed;
  result_of("execute_sql", {{"statements", "INSERT INTO users VALUES (151, 'new')"}});
  losses_ = Losses::need_approval;

  const auto again = execute("DELETE FROM users", answered(*asked, yes()));

  ASSERT_TRUE(again);
  ASSERT_TRUE(again->question);
  EXPECT_THAT(again->question->requests.front().params.at("message").get<std::string>(),
              HasSubstr("deletes 151 rows of users"));
  EXPECT_EQ(rows("users"), "151");
}

TEST_F(LossApproval, IsRefusedWhereNobodyCanBeAsked) {
  open_app(kShop);

  const auto refused = execute("UPDATE users SET email = ''; DROP TABLE orders", {});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::permission_denied);
  EXPECT_THAT(refused.error().message, HasSubstr("drops or renames the table orders"));
  EXPECT_THAT(refused.error().message, HasSubstr("overwrites 150 rows of users"));
  EXPECT_THAT(refused.error().hint, HasSubstr("--allow-loss"));
  EXPECT_EQ(cell("SELECT email FROM users WHERE id = 1"), "u1");
  EXPECT_EQ(rows("orders"), "150");
}

TEST_F(LossApproval, SeesColumnsThatGo) {
  open_app(kShop);

  for (const char* const sql : {"ALTER TABLE users DROP COLUMN email",
                                "ALTER TABLE users RENAME COLUMN email TO mail",
                                "CREATE TABLE n(id INTEGER PRIMARY KEY); INSERT INTO n SELECT id "
                                "FROM users; DROP TABLE orders; DROP TABLE users; ALTER TABLE n "
                                "RENAME TO users"}) {
    const auto refused = execute(sql, {});

    ASSERT_FALSE(refused) << sql;
    EXPECT_THAT(refused.error().message, HasSubstr("the column email of users")) << sql;
  }
}

TEST_F(LossApproval, ToldByADryRun) {
  open_app(kShop);

  const Json told =
      result_of("execute_sql", {{"statements", "DROP TABLE orders"}, {"dry_run", true}});

  EXPECT_THAT(lines_of(told, "notes"), HasSubstr("drops or renames the table orders"));
}

class MigrationLoss : public LossApproval {
 protected:
  void SetUp() override {
    temporary_.write("migrations/001_first.sql", "CREATE TABLE notes(id INTEGER PRIMARY KEY);");
    temporary_.write("migrations/002_purge.sql", "DELETE FROM users;");
    open_app(kShop);
  }
};

TEST_F(MigrationLoss, IsAskedAboutBeforeTheFirstFileRuns) {
  const auto asked = run("apply_migration", Json::object(), able_to_ask());

  ASSERT_TRUE(asked) << describe(asked.error());
  ASSERT_TRUE(asked->question);
  EXPECT_THAT(asked->question->requests.front().params.at("message").get<std::string>(),
              HasSubstr("002_purge.sql deletes 150 rows of users"));
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema WHERE name = 'notes'"), 0);

  const auto done = run("apply_migration", Json::object(), answered(*asked, yes()));
  ASSERT_TRUE(done) << describe(done.error());
  EXPECT_EQ(done->structured.at("applied").size(), 2U);
  EXPECT_EQ(rows("users"), "0");
}

TEST_F(MigrationLoss, IsRefusedWhereNobodyCanBeAsked) {
  const auto refused = run("apply_migration", Json::object(), {});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("002_purge.sql deletes 150 rows of users"));
  EXPECT_EQ(rows("users"), "150");
  EXPECT_TRUE(run("apply_migration", {{"target", "001"}}, {}));
}

TEST_F(MigrationLoss, OfARollbackIsAskedAboutToo) {
  temporary_.write("migrations/001_first_rollback.sql", "DROP TABLE notes;");
  ASSERT_TRUE(run("apply_migration", {{"target", "001"}}, {}));

  const auto refused = run("rollback_migration", Json::object(), {});
  const auto asked = run("rollback_migration", Json::object(), able_to_ask());

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              HasSubstr("001_first_rollback.sql drops or renames the table notes"));
  ASSERT_TRUE(asked && asked->question);
  EXPECT_EQ(rows("d1_migrations"), "1");
  const auto done = run("rollback_migration", Json::object(), answered(*asked, yes()));
  ASSERT_TRUE(done) << describe(done.error());
  EXPECT_EQ(rows("d1_migrations"), "0");
}

TEST_F(MigrationLoss, NeedsNoWordForADryRun) {
  const auto told = run("apply_migration", {{"dry_run", true}}, {});

  ASSERT_TRUE(told) << describe(told.error());
  EXPECT_THAT(lines_of(told->structured, "warnings"), HasSubstr("deletes 150 rows of users"));
}

}  // namespace
}  // namespace d1mcp::tools
