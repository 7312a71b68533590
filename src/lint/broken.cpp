#include "lint/broken.hpp"

#include <utility>

#include "sql/quoting.hpp"

namespace d1mcp::lint {
namespace {

// A statement that makes the trigger fire. An UPDATE names a column that the trigger waits for.
std::string firing_statement(const Change& trigger, const sql::TableInfo& table) {
  const std::string name = sql::quote_identifier(table.summary.name);
  if (trigger.event == "insert") return "INSERT INTO " + name + " DEFAULT VALUES";
  if (trigger.event == "delete") return "DELETE FROM " + name;
  std::string assignments;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.generated != sql::Generated::no || column.hidden) continue;
    const std::string quoted = sql::quote_identifier(column.name);
    assignments += (assignments.empty() ? "" : ", ") + quoted + " = " + quoted;
  }
  return "UPDATE " + name + " SET " + assignments;
}

// Empty where nothing can be tried.
std::string trial_of(const Schema::Object& object, const Schema& schema) {
  if (object.type == "view") return "SELECT * FROM " + sql::quote_identifier(object.name);
  if (object.type != "trigger") return {};
  const sql::TableInfo* table = schema.table(object.table);
  const bool is_writable = table != nullptr && !table->columns.empty();
  return is_writable ? firing_statement(read_change(object.sql), *table) : std::string();
}

}  // namespace

Result<std::vector<Broken>> find_broken(const Schema& schema,
                                        sql::Replay& replay,
                                        const Work& work) {
  std::vector<Broken> broken;
  for (const auto& object : schema.objects()) {
    std::string sql = trial_of(*object, schema);
    if (sql.empty()) continue;
    const sql::Statement statement{.text = std::move(sql), .start = {}, .number = 1};
    TRY_ASSIGN(sql::Trial trial, replay.try_statement(statement, sql::Extent::compile, work));
    if (!trial.failure) continue;
    broken.push_back({.object = *object, .message = std::move(trial.failure->message)});
  }
  return broken;
}

}  // namespace d1mcp::lint
