#include "cli/help.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "fixture.hpp"

namespace d1mcp::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string page_of(const std::vector<std::string>& arguments) {
  const auto parsed = World{}.parse(arguments);
  EXPECT_TRUE(parsed) << shown(arguments);
  if (!parsed) return {};
  EXPECT_EQ(parsed->mode, Mode::help) << shown(arguments);
  return parsed->text;
}

TEST(Help, FitsIntoEightyColumnsOfAscii) {
  for (const CommandSpec& spec : all_commands()) {
    std::istringstream page(help_page(spec.command, "1.2.3 (SQLite 3.40.1, the system's)"));
    for (std::string line; std::getline(page, line);) {
      EXPECT_LE(line.size(), 80U) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
      EXPECT_TRUE(std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; })) << line;
    }
  }
}

TEST(Help, NamesEveryCommandAndEveryOption) {
  const std::string main_page = help_page(Command::serve, "1.2.3");
  for (const CommandSpec& spec : all_commands()) {
    EXPECT_THAT(main_page, HasSubstr("\n  " + std::string(spec.words)));
    const std::string page = help_page(spec.command, "1.2.3");
    for (const OptionSpec& option : all_options()) {
      const bool shown = spec.command == Command::serve
                             ? option.is_shared() || option.commands.contains(Command::serve)
                             : option.commands.contains(spec.command) && !option.is_shared();
      const std::string entry =
          (option.name == "--help" ? "\n  -h, " : "\n  ") + std::string(option.name) + " ";
      EXPECT_EQ(page.find(entry) != std::string::npos, shown) << spec.words << " " << option.name;
    }
  }
}

// As a shell would, as far as the examples need it: quotes, and an end at a redirection.
std::vector<std::string> shell_words(const std::string& line) {
  std::vector<std::string> words(1);
  char quote = 0;
  for (const char c : line) {
    if (quote == 0 && (c == '<' || c == '>')) break;
    if (quote == 0 && c == ' ') {
      words.emplace_back();
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (c != '\\') {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

TEST(Help, ShowsExamplesThatAreAcceptedForEveryCommand) {
  World world;
  world.standard_input = "DELETE FROM t";
  world.files["report.sql"] = "SELECT 1";
  for (const CommandSpec& spec : all_commands()) {
    std::istringstream examples{std::string(spec.examples)};
    std::size_t count = 0;
    for (std::string line; std::getline(examples, line); ++count) {
      SCOPED_TRACE(line);
      ASSERT_THAT(line, StartsWith("d1-mcp " + std::string(spec.words)));
      std::vector<std::string> words = shell_words(line);
      words.erase(words.begin());
      const auto parsed = world.parse(words);
      ASSERT_TRUE(parsed) << describe(parsed.error());
      EXPECT_EQ(parsed->tool, spec.tool);
      EXPECT_THAT(help_page(spec.command, ""), HasSubstr("  " + line + "\n"));
    }
    EXPECT_EQ(count > 0, spec.command != Command::serve) << spec.words;
  }
}

TEST(Help, IsAskedForInAnyOfTheUsualWays) {
  const std::string main_page = page_of({"--help"});
  EXPECT_THAT(main_page, StartsWith("d1-mcp 1.2.3\n"));
  EXPECT_EQ(page_of({"-h"}), main_page);
  EXPECT_EQ(page_of({"help"}), main_page);
  EXPECT_EQ(page_of({"a.db", "--help"}), main_page);

  const std::string page = page_of({"query", "--help"});
  EXPECT_THAT(page, StartsWith("d1-mcp query [DATABASE] SQL\n\nRun one statement"));
  EXPECT_EQ(page_of({"--help", "query"}), page);
  EXPECT_EQ(page_of({"help", "query"}), page);
  EXPECT_EQ(page_of({"query", "-h", "--unknown", "a", "b", "c"}), page);
}

TEST(Help, OnMigrateExplainsAllOfItsCommands) {
  EXPECT_THAT(page_of({"migrate", "--help"}),
              AllOf(HasSubstr("d1-mcp migrate status ["),
                    HasSubstr("d1-mcp migrate apply ["),
                    HasSubstr("d1-mcp migrate rollback [")));
  EXPECT_THAT(page_of({"help", "migrate", "apply"}), Not(HasSubstr("migrate status")));
}

TEST(Version, IsOneLine) {
  const auto parsed = World{}.parse({"--version"});

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->mode, Mode::version);
  EXPECT_EQ(parsed->text, "d1-mcp 1.2.3\n");
}

}  // namespace
}  // namespace d1mcp::cli
