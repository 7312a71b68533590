#include "offers/skills.hpp"

#include <regex>

#include "core/text.hpp"
#include "fixture.hpp"
#include "offers/prompts.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::SizeIs;
using ::testing::StartsWith;

class SkillsTest : public OffersTest {
 protected:
  SkillsTest() { open_app("CREATE TABLE a(x)"); }

  // Everything a model may have been told to use: tools, prompts and what their contracts name.
  bool is_known(const std::string& word) {
    for (const mcp::Tool& tool : tools::all(services(), Access::write)) {
      if (tool.name == word || tool.contract.dump().find("\"" + word + "\"") != std::string::npos)
        return true;
    }
    for (const mcp::Prompt& prompt : prompts(services(), Access::write)) {
      if (prompt.name == word) return true;
    }
    return false;
  }

  const std::string text_ = skills().at(0).files.at(0).text;
};

TEST_F(SkillsTest, IsOneAboutMigrations) {
  ASSERT_THAT(skills(), SizeIs(1));
  EXPECT_EQ(skills()[0].name, "d1-migrations");
  ASSERT_THAT(skills()[0].files, SizeIs(1));
  EXPECT_EQ(skills()[0].files[0].path, "SKILL.md");
}

TEST_F(SkillsTest, BeginsWithTheFrontmatterThatClientsLookFor) {
  const mcp::Skill skill = skills().at(0);

  EXPECT_THAT(
      text_,
      StartsWith("---\nname: " + skill.name + "\ndescription: " + skill.description + "\n---\n"));
  EXPECT_TRUE(std::regex_match(skill.name, std::regex("[a-z0-9]+(-[a-z0-9]+)*")));
  EXPECT_LE(skill.name.size(), 64U);
  EXPECT_LE(skill.description.size(), 1024U);
}

TEST_F(SkillsTest, NamesNothingThatIsNotOffered) {
  // What stands in backticks and looks like a name: one word of small letters and underscores.
  const std::regex name("`([a-z]+(_[a-z]+)+)");
  int named = 0;
  for (auto at = std::sregex_iterator(text_.begin(), text_.end(), name);
       at != std::sregex_iterator();
       ++at) {
    ++named;
    EXPECT_TRUE(is_known((*at)[1].str())) << (*at)[1].str();
  }
  EXPECT_GT(named, 10);
}

TEST_F(SkillsTest, IsShortEnoughToBeLoadedWhole) {
  EXPECT_LT(text_.size(), 8000U);
  EXPECT_TRUE(is_valid_utf8(text_));
}

}  // namespace
}  // namespace d1mcp::offers
