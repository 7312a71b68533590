#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_made_again(const File& file, const Step& step) {
  for (const Step* later : file.steps_after(step)) {
    const Change& change = later->change;
    const bool creates_it = change.verb == Verb::create_table && !later->failure &&
                            equal_names(change.object, step.change.object);
    const bool renames_to_it = change.verb == Verb::rename_table && !later->failure &&
                               equal_names(change.new_name, step.change.object);
    if (creates_it || renames_to_it) return true;
  }
  return false;
}

std::vector<std::string> followers_of(const Step& step) {
  std::vector<std::string> names;
  for (const sql::ForeignKey* key : step.before->references_to(step.change.object)) {
    if (!equal_names(key->table, step.change.object)) names.push_back("table " + key->table);
  }
  for (const auto& object : step.before->objects()) {
    const bool follows =
        object->type == "view" ||
        (object->type == "trigger" && !equal_names(object->table, step.change.object));
    if (!follows) continue;
    const auto tokens = sql::solid_tokens(object->sql);
    const bool names_it = std::ranges::any_of(tokens, [&](const sql::Token& token) {
      return sql::is_name(token.kind) && equal_names(sql::unquoted(token), step.change.object);
    });
    if (names_it) names.push_back(object->type + " " + object->name);
  }
  return names;
}

void find_renames_of_originals(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::rename_table || step.failure || !is_made_again(file, step)) return;
  const std::vector<std::string> names = followers_of(step);
  if (names.empty()) return;
  report.at(step,
            {.message = join(names, ", ") + " will refer to " + step.change.new_name +
                        ", not to the new " + step.change.object});
}

}  // namespace

constinit const Rule kRuleK04 = {
    .id = "K04",
    .severity = Severity::error,
    .title = "Renaming the old table away takes the references of other tables along",
    .explanation =
        "ALTER TABLE … RENAME TO rewrites foreign keys, views and triggers so that they follow "
        "the table. When a rebuild begins by renaming t to t_old, they all point to t_old from "
        "then on, and once that is dropped every write to a child fails with \"no such table: "
        "main.t_old\".",
    .fix =
        "create the new table under another name, copy, drop the old one and rename the new one "
        "into place",
    .check_step = find_renames_of_originals,
};

}  // namespace d1mcp::lint::rules
