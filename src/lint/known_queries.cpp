#include "lint/known_queries.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <variant>

#include "core/text.hpp"
#include "sql/connection.hpp"

namespace d1mcp::lint {
namespace {

constexpr std::size_t kLongestQuoted = 60;

// NULL for each parameter, numbered as SQLite does: `?` is one more than the highest before it.
sql::Parameters nothing_for(const KnownQuery& query) {
  sql::Parameters parameters;
  std::size_t highest = 0;
  for (const sql::Token& token : sql::solid_tokens(query.text)) {
    if (token.kind != sql::TokenKind::variable) continue;
    const std::string name(token.text);
    const bool is_known = std::ranges::any_of(
        parameters.named, [&](const auto& known) { return known.first == name; });
    if (name.front() != '?') {
      if (is_known) continue;
      parameters.named.emplace_back(name, sql::Value());
      ++highest;
    } else if (name.size() == 1) {
      ++highest;
    } else {
      std::size_t number = 0;
      std::from_chars(name.data() + 1, name.data() + name.size(), number);
      highest = std::max(highest, number);
    }
  }
  parameters.positional.resize(highest);
  return parameters;
}

Result<std::vector<std::string>> read_plan(const KnownQuery& query,
                                           sql::Replay& replay,
                                           const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(
                 replay.database(), "EXPLAIN QUERY PLAN " + query.text, nothing_for(query), work));
  std::vector<std::string> lines;
  for (const auto& row : found.rows) {
    const auto* line = std::get_if<std::string>(&row.back());
    if (line != nullptr) lines.push_back(*line);
  }
  return lines;
}

bool names(const KnownQuery& query, std::string_view name) {
  const auto tokens = sql::solid_tokens(query.text);
  return !name.empty() && std::ranges::any_of(tokens, [&](const sql::Token& token) {
    return sql::is_name(token.kind) && equal_names(sql::unquoted(token), name);
  });
}

// What an index or trigger is on, the object itself elsewhere.
std::string table_under(const Step& step) {
  const Schema::Object* object = step.before->object(step.change.object);
  return object == nullptr ? step.change.table : object->table;
}

}  // namespace

std::vector<KnownQuery> known_queries(const std::vector<sql::Statement>& statements,
                                      const std::string& file) {
  std::vector<KnownQuery> queries;
  for (const sql::Statement& statement : statements) {
    queries.push_back({.place = {.file = file,
                                 .line = statement.start.line,
                                 .column = statement.start.column,
                                 .statement = statement.number},
                       .text = statement.text,
                       .failure = {},
                       .plan = {}});
  }
  return queries;
}

Status compile_queries(std::vector<KnownQuery>& queries, sql::Replay& replay, const Work& work) {
  for (KnownQuery& query : queries) {
    const sql::Statement statement{.text = query.text, .start = {}, .number = 1};
    TRY_ASSIGN(sql::Trial trial, replay.try_statement(statement, sql::Extent::compile, work));
    query.failure = std::move(trial.failure);
    query.plan.clear();
    if (query.failure || !works_on_rows(read_change(query.text).verb)) continue;
    TRY_ASSIGN(query.plan, read_plan(query, replay, work));
  }
  return {};
}

bool inserts_by_position(const KnownQuery& query, std::string_view table) {
  const Change change = read_change(query.text);
  return change.verb == Verb::insert && change.columns.empty() &&
         equal_names(change.object, table) && !change.select.empty();
}

void report_change(Reporter& report, const File& file, const KnownQuery& query, Remark remark) {
  const auto change = std::ranges::find_if(file.steps, [&](const Step& step) {
    return step.before != step.after && names(query, table_under(step));
  });
  if (change == file.steps.end()) return report.whole(std::move(remark));
  report.at(*change, std::move(remark));
}

std::string describe(const KnownQuery& query) {
  std::string text;
  for (const sql::Token& token : sql::solid_tokens(query.text)) {
    const bool is_glued = token.kind == sql::TokenKind::comma || token.kind == sql::TokenKind::dot;
    text += (text.empty() || is_glued || text.back() == '.' ? "" : " ") + std::string(token.text);
  }
  const std::string_view head = utf8_prefix(text, kLongestQuoted);
  return query.place.file + ":" + std::to_string(query.place.line) + " (" + std::string(head) +
         (head.size() < text.size() ? "…" : "") + ")";
}

}  // namespace d1mcp::lint
