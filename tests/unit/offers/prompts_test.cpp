#include "offers/prompts.hpp"

#include "fixture.hpp"
#include "offers/offers.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(SpeaksOf, FindsWholeNamesWithoutCase) {
  EXPECT_TRUE(speaks_of("add a phone to Users.", "users"));
  EXPECT_TRUE(speaks_of("users", "USERS"));
  EXPECT_TRUE(speaks_of("\"two words\" get a column", "two words"));
  EXPECT_TRUE(speaks_of("user_roles and users", "users"));
  EXPECT_TRUE(speaks_of("users_old, users", "users"));
}

TEST(SpeaksOf, FindsNoPartsOfNames) {
  EXPECT_FALSE(speaks_of("user_roles", "roles"));
  EXPECT_FALSE(speaks_of("users2", "users"));
  EXPECT_FALSE(speaks_of("ébauche", "bauche"));
  EXPECT_FALSE(speaks_of("a$b", "a"));
}

TEST(SpeaksOf, KnowsNoEmptyName) {
  EXPECT_FALSE(speaks_of("anything", ""));
  EXPECT_FALSE(speaks_of("", "a"));
}

class PromptsTest : public OffersTest {};

TEST_F(PromptsTest, AreFour) {
  open_app("CREATE TABLE a(x)");

  std::vector<std::string> names;
  for (const mcp::Prompt& prompt : prompts(services(), Access::read)) {
    names.push_back(prompt.name);
    EXPECT_THAT(prompt.title, Not(IsEmpty()));
    EXPECT_THAT(prompt.description, Not(IsEmpty()));
    for (const mcp::PromptArgument& argument : prompt.arguments) {
      EXPECT_THAT(argument.description, Not(IsEmpty())) << prompt.name;
      EXPECT_EQ(argument.required, argument.name != "database") << prompt.name;
    }
  }

  EXPECT_THAT(names,
              ElementsAre("write_migration", "review_migrations", "explain_query", "why_locked"));
}

TEST_F(PromptsTest, SayThatADatabaseIsUnknown) {
  open_app("CREATE TABLE a(x)");

  for (const mcp::Prompt& prompt : prompts(services(), Access::read)) {
    Json arguments = {{"database", "ap"}};
    for (const mcp::PromptArgument& argument : prompt.arguments) {
      if (argument.required) arguments[argument.name] = "SELECT 1";
    }

    const Error error = refusal(prompt, arguments);

    EXPECT_EQ(error.code, ErrorCode::not_found) << prompt.name;
    EXPECT_EQ(error.hint, "did you mean app?") << prompt.name;
  }
}

TEST_F(PromptsTest, AskForTheDatabaseWhereThereAreSeveral) {
  make_database("a.db", "CREATE TABLE a(x)");
  make_database("b.db", "CREATE TABLE b(x)");
  open({"a.db", "b.db"});

  EXPECT_EQ(refusal(why_locked(services()), Json::object()).hint, "database is one of a, b");
}

TEST_F(PromptsTest, AreOfferedWithAllTheRest) {
  open_app("CREATE TABLE a(x)");
  mcp::Server server{.info = {}, .tools = mcp::Catalog::create({}).value()};

  add_offers(server, services(), Access::read);

  EXPECT_EQ(server.prompts.size(), 4U);
  EXPECT_EQ(server.skills.size(), 1U);
  EXPECT_TRUE(server.resources.list && server.resources.read && server.complete);
  EXPECT_FALSE(server.resources.change) << "nobody watches yet";
}

}  // namespace
}  // namespace d1mcp::offers
