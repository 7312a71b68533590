#include <algorithm>
#include <optional>

#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

/// What a CHECK lets a column be: `name IN (constants)`, also behind `name IS NULL OR`.
struct AllowedValues {
  std::string column;
  std::vector<std::string> values;  ///< As written.
};

std::optional<AllowedValues> read_allowed_values(std::string_view expression) {
  AllowedValues allowed;
  sql::TokenCursor tokens(expression);
  allowed.column = tokens.take_name();
  if (tokens.take("IS")) {
    if (!tokens.take("NULL") || !tokens.take("OR")) return std::nullopt;
    if (!equal_names(tokens.take_name(), allowed.column)) return std::nullopt;
  }
  if (!tokens.take("IN")) return std::nullopt;
  sql::TokenCursor list(tokens.take_parenthesized());
  if (!tokens.at_end()) return std::nullopt;
  while (!list.at_end()) {
    const sql::Token value = list.take();
    const bool is_constant = value.kind == sql::TokenKind::string ||
                             value.kind == sql::TokenKind::integer ||
                             value.kind == sql::TokenKind::real;
    if (!is_constant || (!list.at_end() && !list.take(sql::TokenKind::comma))) return std::nullopt;
    allowed.values.emplace_back(value.text);
  }
  return allowed;
}

// The only list a table has for a column.
std::optional<AllowedValues> list_for(const sql::TableInfo& table, const std::string& column) {
  std::optional<AllowedValues> found;
  for (const sql::Check& check : table.checks) {
    auto allowed = read_allowed_values(check.expression);
    if (!allowed || !equal_names(allowed->column, column)) continue;
    if (found) return std::nullopt;
    found = std::move(allowed);
  }
  return found;
}

std::vector<std::string> values_refused(const AllowedValues& before, const AllowedValues& after) {
  std::vector<std::string> refused;
  for (const std::string& value : before.values) {
    if (std::ranges::find(after.values, value) == after.values.end()) refused.push_back(value);
  }
  return refused;
}

void find_narrowed_checks(const File& file, Reporter& report) {
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    const sql::TableInfo* before = file.live->table(rebuild.table);
    const sql::TableInfo* after = file.after->table(rebuild.table);
    if (before == nullptr || after == nullptr) continue;
    for (const sql::ColumnInfo& column : after->columns) {
      const auto old_list = list_for(*before, column.name);
      const auto new_list = list_for(*after, column.name);
      if (!old_list || !new_list) continue;
      const std::vector<std::string> refused = values_refused(*old_list, *new_list);
      if (refused.empty()) continue;
      report.at(*rebuild.create,
                part_called(*rebuild.create, column.name),
                {.message = rebuild.table + "." + column.name + " no longer takes " +
                            join(refused, ", ") + ", which code that is running may write"});
    }
  }
}

}  // namespace

constinit const Rule kRuleB06 = {
    .id = "B06",
    .severity = Severity::warning,
    .title = "A CHECK no longer accepts values that code writes now",
    .explanation =
        "Between the migration and the deployment of the new code every write of such a value "
        "fails: \"CHECK constraint failed\".",
    .fix = "deploy code that no longer writes them first, and narrow the list in a later migration",
    .check_file = find_narrowed_checks,
};

}  // namespace d1mcp::lint::rules
