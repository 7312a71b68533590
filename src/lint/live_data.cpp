#include "lint/live_data.hpp"

#include "core/text.hpp"

namespace d1mcp::lint {

bool LiveData::has_rows_of(const Schema& before, std::string_view table) const {
  return before.table(table) != nullptr && !touched_.contains(ascii_lower(table));
}

void LiveData::pass(const Step& step) {
  for (const sql::Action& action : step.actions) {
    if (action.kind == sql::ActionKind::insert || action.kind == sql::ActionKind::update ||
        action.kind == sql::ActionKind::remove) {
      touch(action.object);
    }
  }
  const Change& change = step.change;
  const bool moves_rows = alters(change.verb) || change.verb == Verb::drop_table ||
                          change.verb == Verb::create_table ||
                          change.verb == Verb::create_virtual_table;
  if (moves_rows) {
    touch(change.object);
    touch(change.new_name);
  }
  // Rows that foreign keys take along.
  const bool removes = change.verb == Verb::drop_table || change.verb == Verb::remove ||
                       change.verb == Verb::update || change.conflict == "replace";
  if (!removes || !step.before) return;
  for (const sql::ForeignKey* key : step.before->references_to(change.object)) touch(key->table);
}

void LiveData::touch(std::string_view table) {
  if (!table.empty()) touched_.insert(ascii_lower(table));
}

Result<std::int64_t> LiveData::number(const std::string& sql) {
  TRY_ASSIGN(const sql::Table found, rows(sql));
  if (found.rows.empty() || found.rows.front().empty()) return std::int64_t{0};
  const auto* number = std::get_if<std::int64_t>(&found.rows.front().front());
  return number == nullptr ? std::int64_t{0} : *number;
}

Result<sql::Table> LiveData::rows(const std::string& sql) {
  return sql::query_table(database_, sql, {}, work_);
}

}  // namespace d1mcp::lint
