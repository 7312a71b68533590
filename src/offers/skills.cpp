#include "offers/skills.hpp"

#include <string_view>

#include "skill_texts.hpp"

namespace d1mcp::offers {
namespace {

/// The value of a line "KEY: value" of the frontmatter.
std::string frontmatter(std::string_view text, std::string_view key) {
  const std::string line = "\n" + std::string(key) + ": ";
  const std::size_t start = text.find(line) + line.size();
  return std::string(text.substr(start, text.find('\n', start) - start));
}

mcp::Skill skill(std::string_view text) {
  return {.name = frontmatter(text, "name"),
          .description = frontmatter(text, "description"),
          .files = {{.path = "SKILL.md", .mime_type = "text/markdown", .text = std::string(text)}}};
}

}  // namespace

std::vector<mcp::Skill> skills() {
  return {skill(skill_texts::kMigrations)};
}

}  // namespace d1mcp::offers
