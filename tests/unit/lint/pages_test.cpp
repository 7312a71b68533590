#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "lint/page.hpp"
#include "lint/rules/rules.hpp"

// docs/rules is made from the rules' own words: UPDATE_PAGES=1 unit_lint --gtest_filter='Pages.*'

namespace d1mcp::lint {
namespace {

const std::filesystem::path kPages = D1MCP_RULE_PAGES;

void check_page(const std::string& name, const std::string& text) {
  const std::filesystem::path file = kPages / name;
  if (std::getenv("UPDATE_PAGES") != nullptr) std::ofstream(file) << text;
  std::ostringstream written;
  written << std::ifstream(file).rdbuf();
  EXPECT_EQ(written.str(), text) << file;
}

TEST(Pages, AreCurrent) {
  if (std::getenv("UPDATE_PAGES") != nullptr) std::filesystem::create_directories(kPages);
  for (const Rule* rule : rules::all()) check_page(std::string(rule->id) + ".md", page_of(*rule));
  check_page("README.md", index_of_pages());
}

TEST(Pages, AreThereForNothingElse) {
  std::set<std::string> expected = {"README.md"};
  for (const Rule* rule : rules::all()) expected.insert(std::string(rule->id) + ".md");

  for (const auto& entry : std::filesystem::directory_iterator(kPages)) {
    EXPECT_TRUE(expected.contains(entry.path().filename().string())) << entry.path();
  }
}

TEST(Rules, HaveAnIdOfTheirOwnAndAllTheirWords) {
  std::set<std::string_view> ids;
  for (const Rule* rule : rules::all()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    EXPECT_FALSE(rule->title.empty() || rule->explanation.empty() || rule->fix.empty()) << rule->id;
    EXPECT_NE(rule->title.back(), '.') << rule->id;
  }
}

}  // namespace
}  // namespace d1mcp::lint
