#include "lint/subject.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace d1mcp::lint {

std::vector<const Step*> File::steps_before(const Step& step) const {
  std::vector<const Step*> found;
  for (const Step& other : steps) {
    if (other.statement.number < step.statement.number) found.push_back(&other);
  }
  return found;
}

std::vector<const Step*> File::steps_after(const Step& step) const {
  std::vector<const Step*> found;
  for (const Step& other : steps) {
    if (other.statement.number > step.statement.number) found.push_back(&other);
  }
  return found;
}

bool Folder::is_applied(std::string_view name) const {
  return std::ranges::find(applied, name) != applied.end();
}

std::string number_of(std::string_view file) {
  std::string_view name = file.substr(file.rfind('/') + 1);
  name = name.substr(0, std::min(name.size(), name.find_first_not_of("0123456789")));
  while (name.size() > 1 && name.front() == '0') name.remove_prefix(1);
  return std::string(name);
}

bool is_made_here(const File& file, const Step& step) {
  return file.before->table(step.change.object) == nullptr;
}

bool mentions(const Step& step, std::string_view name) {
  return std::ranges::any_of(step.tokens, [&](const sql::Token& token) {
    return sql::is_name(token.kind) && equal_names(sql::unquoted(token), name);
  });
}

std::string_view part_called(const Step& step, std::string_view name) {
  const auto found = std::ranges::find_if(step.tokens, [&](const sql::Token& token) {
    return sql::is_name(token.kind) && equal_names(sql::unquoted(token), name);
  });
  return found == step.tokens.end() ? std::string_view(step.statement.text) : found->text;
}

bool fails_with(const Step& step, std::string_view words) {
  return step.failure && !step.is_unknown && step.failure->message.find(words) != std::string::npos;
}

}  // namespace d1mcp::lint
