#include "drift/healing_script.hpp"

#include <algorithm>
#include <utility>

namespace d1mcp::drift {
namespace {

bool is_drop(const std::string& statement) {
  return statement.starts_with("DROP ");
}

}  // namespace

// A column cannot be dropped while an index, view or trigger names it.
std::vector<std::string> healing_script(const std::vector<Difference>& differences,
                                        Healing Difference::*side) {
  std::vector<std::string> drops;
  std::vector<std::string> tables;
  std::vector<std::string> creations;
  for (const Difference& difference : differences) {
    for (const std::string& statement : (difference.*side).statements) {
      auto& part = difference.type == "table" ? tables : is_drop(statement) ? drops : creations;
      part.push_back(statement);
    }
  }
  std::ranges::reverse(drops);
  std::vector<std::string> script = std::move(drops);
  script.insert(script.end(), tables.begin(), tables.end());
  script.insert(script.end(), creations.begin(), creations.end());
  return script;
}

}  // namespace d1mcp::drift
