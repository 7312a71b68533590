#include <algorithm>

#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_columns_left_behind(const File& file, Reporter& report) {
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    const sql::TableInfo* before = rebuild.drop->before->table(rebuild.table);
    if (before == nullptr || rebuild.copy == nullptr) continue;
    sql::TokenCursor tokens(rebuild.copy->change.select);
    tokens.take("SELECT");
    if (tokens.peek().text == "*") continue;
    for (const sql::ColumnInfo& column : before->columns) {
      const bool is_copied = mentions(*rebuild.copy, column.name) || column.hidden ||
                             column.generated != sql::Generated::no ||
                             std::ranges::any_of(file.steps, [&](const Step& step) {
                               return &step != rebuild.copy && step.change.verb == Verb::insert &&
                                      mentions(step, rebuild.table) && mentions(step, column.name);
                             });
      if (is_copied) continue;
      report.at(
          *rebuild.copy,
          {.message = "the values of " + rebuild.table + "." + column.name + " are not copied"});
    }
  }
}

}  // namespace

constinit const Rule kRuleK11 = {
    .id = "K11",
    .severity = Severity::warning,
    .title = "The rebuild leaves a column of the old table behind",
    .explanation =
        "A column that the new table does not have, or that the copy does not name, keeps none "
        "of its values.",
    .fix = "name the column in the copy, or allow it with the reason",
    .check_file = find_columns_left_behind,
};

}  // namespace d1mcp::lint::rules
