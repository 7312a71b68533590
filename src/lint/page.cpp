#include "lint/page.hpp"

#include "lint/rules/rules.hpp"

namespace d1mcp::lint {

std::string page_of(const Rule& rule) {
  const std::string id(rule.id);
  return "# " + id + ": " + std::string(rule.title) + "\n\n" +
         "Severity: " + std::string(to_string(rule.severity)) + "\n\n" +
         std::string(rule.explanation) + "\n\n" + "**Instead:** " + std::string(rule.fix) + "\n\n" +
         "To accept a finding, put `-- migrate:allow " + id +
         " reason` in front of the statement.\n";
}

std::string index_of_pages() {
  std::string page =
      "# Rules of `d1-mcp migrate check`\n\n"
      "| rule | severity | what it finds |\n|---|---|---|\n";
  for (const Rule* rule : rules::all()) {
    const std::string id(rule->id);
    page += "| [" + id + "](" + id + ".md) | " + std::string(to_string(rule->severity)) + " | " +
            std::string(rule->title) + " |\n";
  }
  return page;
}

}  // namespace d1mcp::lint
