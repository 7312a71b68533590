#include "lint/row_rewrite.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "lint/row_copy.hpp"
#include "sql/quoting.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint {
namespace {

// Where in `text` the cursor, which reads it, stands.
std::size_t offset_of(const sql::TokenCursor& tokens, std::string_view text) {
  return tokens.at_end() ? text.size()
                         : static_cast<std::size_t>(tokens.peek().text.data() - text.data());
}

// `SELECT count(*)` of the rows that an UPDATE or DELETE without FROM and WITH meets; empty for
// others.
std::string count_of_rows_met(const Step& step) {
  const std::string_view text = step.statement.text;
  sql::TokenCursor tokens(text);
  if (!tokens.take("DELETE") && !tokens.take("UPDATE")) return {};
  if (!tokens.take("FROM") && tokens.take("OR")) tokens.take();
  const auto at_stop = [&] {
    return tokens.at_end() || tokens.at("WHERE") || tokens.at("RETURNING") || tokens.at("FROM");
  };
  const std::size_t table = offset_of(tokens, text);
  while (!at_stop() && !tokens.at("SET")) tokens.skip();
  const std::size_t table_end = offset_of(tokens, text);
  while (!at_stop()) tokens.skip();
  if (tokens.at("FROM")) return {};
  const std::size_t where = offset_of(tokens, text);
  while (!tokens.at_end() && !tokens.at("RETURNING")) tokens.skip();
  return "SELECT count(*) FROM " + std::string(text.substr(table, table_end - table)) + " " +
         std::string(text.substr(where, offset_of(tokens, text) - where));
}

bool is_by_trigger(const Step& step, const sql::Action& action) {
  const Schema::Object* object =
      action.inside.empty() ? nullptr : step.before->object(action.inside);
  return object != nullptr && object->type == "trigger";
}

// Whether the WHERE can be asked now: all it reads is what it will be then.
bool reads_what_is_there(const Step& step, const LiveData& data) {
  return std::ranges::all_of(step.actions, [&](const sql::Action& action) {
    return action.kind != sql::ActionKind::read || is_by_trigger(step, action) ||
           data.has_rows_of(*step.before, action.object);
  });
}

Result<std::optional<std::int64_t>> rows_met(const Step& step, LiveData& data) {
  const bool is_certain = step.change.has_where
                              ? reads_what_is_there(step, data)
                              : data.has_count_of(*step.before, step.change.object);
  const std::string sql = is_certain ? count_of_rows_met(step) : std::string();
  if (sql.empty()) return std::optional<std::int64_t>();
  return data.number_if_any(sql);
}

Result<std::optional<std::int64_t>> rows_of(const Schema& schema,
                                            const std::string& table,
                                            LiveData& data) {
  if (!data.has_count_of(schema, table)) return std::optional<std::int64_t>();
  return data.number_if_any("SELECT count(*) FROM " + sql::quote_identifier(table));
}

Result<std::optional<std::int64_t>> count_rows(const Step& step, LiveData& data) {
  const Change& change = step.change;
  if (change.verb == Verb::update || change.verb == Verb::remove) return rows_met(step, data);
  if (change.verb == Verb::drop_column) return rows_of(*step.before, change.object, data);
  if (change.verb == Verb::create_index && !change.has_where && step.before != step.after) {
    return rows_of(*step.before, change.table, data);
  }
  const auto copy = change.verb == Verb::insert ? row_copy_of(step) : std::nullopt;
  return copy ? rows_of(*step.before, copy->source, data) : std::optional<std::int64_t>();
}

}  // namespace

Result<std::optional<std::uint64_t>> rows_rewritten(const Step& step, LiveData& data) {
  if (step.failure || !step.before) return std::optional<std::uint64_t>();
  TRY_ASSIGN(const auto rows, count_rows(step, data));
  return rows ? std::optional(static_cast<std::uint64_t>(*rows)) : std::optional<std::uint64_t>();
}

}  // namespace d1mcp::lint
