#include "lint/live_data.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"

namespace d1mcp::lint {
namespace {

constexpr std::size_t kLongestShown = 60;

}  // namespace

LiveData::Drift LiveData::drift_of(std::string_view table) const {
  const auto found = drifts_.find(ascii_lower(table));
  return found == drifts_.end() ? Drift::nothing : found->second;
}

bool LiveData::is_within(Drift most, const Schema& before, std::string_view table) const {
  const sql::TableInfo* found = before.table(table);
  if (found == nullptr) return false;
  // What a view reads is not followed.
  const bool is_view = found->summary.kind == sql::TableKind::view;
  return is_view ? drifts_.empty() : drift_of(table) <= most;
}

bool LiveData::has_rows_of(const Schema& before, std::string_view table) const {
  return is_within(Drift::nothing, before, table);
}

bool LiveData::has_values_of(const Schema& before, std::string_view table) const {
  return is_within(Drift::columns_added, before, table);
}

bool LiveData::has_count_of(const Schema& before, std::string_view table) const {
  return is_within(Drift::values, before, table);
}

void LiveData::pass(const Step& step) {
  for (const sql::Action& action : step.actions) {
    if (action.kind == sql::ActionKind::update) note(action.object, Drift::values);
    if (action.kind == sql::ActionKind::insert || action.kind == sql::ActionKind::remove)
      note(action.object, Drift::rows);
  }
  const Change& change = step.change;
  pass_definition(change);
  // Rows that foreign keys take along.
  const bool removes = change.verb == Verb::drop_table || change.verb == Verb::remove ||
                       change.verb == Verb::update || change.conflict == "replace";
  if (!removes || !step.before) return;
  for (const sql::ForeignKey* key : step.before->references_to(change.object)) {
    note(key->table, Drift::rows);
  }
}

void LiveData::pass_definition(const Change& change) {
  const bool moves_rows = change.verb == Verb::rename_table || change.verb == Verb::drop_table ||
                          change.verb == Verb::create_table || change.verb == Verb::create_view ||
                          change.verb == Verb::create_virtual_table;
  if (moves_rows) {
    note(change.object, Drift::rows);
    note(change.new_name, Drift::rows);
  } else if (alters(change.verb)) {
    note(change.object, change.verb == Verb::add_column ? Drift::columns_added : Drift::values);
  }
}

void LiveData::note(std::string_view table, Drift drift) {
  if (table.empty()) return;
  Drift& known = drifts_[ascii_lower(table)];
  known = std::max(known, drift);
}

Result<std::int64_t> LiveData::number(const std::string& sql) {
  if (const auto known = numbers_.find(sql); known != numbers_.end()) return known->second;
  TRY_ASSIGN(const sql::Table found, rows(sql));
  const bool is_empty = found.rows.empty() || found.rows.front().empty();
  const auto* number = is_empty ? nullptr : std::get_if<std::int64_t>(&found.rows.front().front());
  return numbers_[sql] = number == nullptr ? 0 : *number;
}

Result<std::optional<std::int64_t>> LiveData::number_if_any(const std::string& sql) {
  auto found = number(sql);
  if (found) return std::optional(*found);
  const ErrorCode code = found.error().code;
  if (code == ErrorCode::sql_error || code == ErrorCode::invalid_argument) {
    return std::optional<std::int64_t>();
  }
  return std::move(found).error();
}

Result<sql::Table> LiveData::rows(const std::string& sql) {
  return sql::query_table(database_, sql, {}, work_);
}

std::string shown(const sql::Value& text) {
  const auto* found = std::get_if<std::string>(&text);
  if (found == nullptr) return {};
  const std::string valid = to_valid_utf8(*found);
  const std::string_view head = utf8_prefix(valid, kLongestShown);
  return std::string(head) + (head.size() < valid.size() ? "…" : "");
}

}  // namespace d1mcp::lint
