#include "lint/row_copy.hpp"

#include <algorithm>
#include <utility>

#include "sql/token_cursor.hpp"

namespace d1mcp::lint {
namespace {

std::vector<std::string> columns_of(const Step& insert) {
  if (!insert.change.columns.empty()) return insert.change.columns;
  std::vector<std::string> columns;
  const sql::TableInfo* table = insert.before->table(insert.change.object);
  if (table == nullptr) return {};
  for (const sql::ColumnInfo& column : table->columns) {
    if (column.generated == sql::Generated::no && !column.hidden) columns.push_back(column.name);
  }
  return columns;
}

// `SELECT a, b FROM t` or `SELECT * FROM t` where that is all it says; else no columns.
std::vector<std::string> plain_columns(const Step& insert, std::string& source) {
  std::vector<std::string> columns;
  sql::TokenCursor tokens(insert.change.select);
  if (!tokens.take("SELECT")) return {};
  const bool is_star = tokens.peek().text == "*";
  if (is_star) tokens.take();
  while (!is_star && sql::is_name(tokens.peek().kind) && !tokens.at(sql::TokenKind::string)) {
    columns.push_back(tokens.take_name());
    if (!tokens.take(sql::TokenKind::comma)) break;
  }
  if (!tokens.take("FROM")) return {};
  source = tokens.take_name();
  if (!tokens.at_end()) return {};
  const sql::TableInfo* table = insert.before->table(source);
  if (!is_star || table == nullptr) return columns;
  for (const sql::ColumnInfo& column : table->columns) {
    if (!column.hidden) columns.push_back(column.name);
  }
  return columns;
}

std::optional<RowCopy> insert_copy(const Step& step) {
  RowCopy copy{.source = {}, .target = step.change.object, .columns = {}};
  std::vector<std::string> from = plain_columns(step, copy.source);
  std::vector<std::string> to = columns_of(step);
  if (from.empty() || from.size() != to.size()) return std::nullopt;
  for (std::size_t i = 0; i < from.size(); ++i) {
    copy.columns.push_back({.from = std::move(from[i]), .to = std::move(to[i])});
  }
  return copy;
}

std::optional<RowCopy> update_copy(const Step& step) {
  RowCopy copy{.source = step.change.object, .target = step.change.object, .columns = {}};
  sql::TokenCursor tokens(step.statement.text);
  while (!tokens.at_end() && !tokens.at("SET")) tokens.skip();
  tokens.take();
  while (!tokens.at_end()) {
    RowCopy::Pair pair;
    pair.to = tokens.take_name();
    if (tokens.take().text != "=" || tokens.at(sql::TokenKind::string)) return std::nullopt;
    pair.from = tokens.take_name();
    if (pair.from.empty()) return std::nullopt;
    copy.columns.push_back(std::move(pair));
    if (!tokens.at_end() && !tokens.take(sql::TokenKind::comma)) return std::nullopt;
  }
  return copy;
}

// NULL, CURRENT_TIMESTAMP and the like look as names do.
bool names_columns_only(const RowCopy& copy, const Schema& schema) {
  const sql::TableInfo* source = schema.table(copy.source);
  return source != nullptr && std::ranges::all_of(copy.columns, [&](const RowCopy::Pair& pair) {
           return find_column(*source, pair.from) != nullptr;
         });
}

}  // namespace

std::optional<RowCopy> row_copy_of(const Step& step) {
  if (step.failure) return std::nullopt;
  std::optional<RowCopy> copy;
  if (step.change.verb == Verb::insert) copy = insert_copy(step);
  if (step.change.verb == Verb::update) copy = update_copy(step);
  return copy && names_columns_only(*copy, *step.before) ? copy : std::nullopt;
}

}  // namespace d1mcp::lint
