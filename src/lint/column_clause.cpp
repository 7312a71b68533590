#include "lint/column_clause.hpp"

#include "core/text.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint {
namespace {

using sql::TokenCursor;
using sql::TokenKind;

bool at_constraint(const TokenCursor& tokens) {
  for (const char* word : {"CONSTRAINT",
                           "PRIMARY",
                           "NOT",
                           "NULL",
                           "UNIQUE",
                           "CHECK",
                           "DEFAULT",
                           "COLLATE",
                           "REFERENCES",
                           "GENERATED",
                           "AS"}) {
    if (tokens.at(word)) return true;
  }
  return false;
}

void read_type(TokenCursor& tokens, ColumnClause& column) {
  sql::Token first;
  sql::Token last;
  while (!tokens.at_end() && !at_constraint(tokens) && sql::is_name(tokens.peek().kind)) {
    last = tokens.take();
    if (first.text.empty()) first = last;
    column.type += (column.type.empty() ? "" : " ") + sql::unquoted(last);
  }
  if (first.text.empty()) return;
  column.type_text = sql::stretch(first, last);
  if (tokens.at(TokenKind::left_parenthesis)) {
    column.type += "(" + std::string(tokens.take_parenthesized()) + ")";
  }
}

// A constant, perhaps with a sign, or an expression in parentheses.
void read_default(TokenCursor& tokens, ColumnClause& column) {
  const sql::Token first = tokens.peek();
  if (first.kind == TokenKind::left_parenthesis) {
    const std::string_view inside = tokens.take_parenthesized();
    const auto length = static_cast<std::size_t>(inside.data() - first.text.data()) + inside.size();
    column.default_text = {first.text.data(), length};
    return;
  }
  sql::Token last = tokens.take();
  if (last.kind == TokenKind::symbol) last = tokens.take();
  column.default_text = sql::stretch(first, last);
}

void read_constraint(TokenCursor& tokens, ColumnClause& column) {
  if (tokens.take("PRIMARY")) {
    column.primary_key = true;
  } else if (tokens.take("AUTOINCREMENT")) {
    column.autoincrement = true;
  } else if (tokens.take("NOT")) {
    column.not_null = tokens.take("NULL") || column.not_null;
  } else if (tokens.take("UNIQUE")) {
    column.unique = true;
  } else if (tokens.take("CHECK")) {
    const std::string_view check = tokens.take_parenthesized();
    if (column.check.empty()) column.check = check;
  } else if (tokens.take("DEFAULT")) {
    read_default(tokens, column);
  } else if (tokens.take("COLLATE")) {
    column.collation = tokens.take_name();
  } else if (tokens.take("REFERENCES")) {
    column.parent = tokens.take_name();
    while (tokens.at("ON")) {  // ON DELETE SET NULL would look like constraints.
      tokens.take();
      tokens.take();
      if (tokens.take("SET") || tokens.take("NO")) tokens.take();
    }
  } else if (tokens.take("AS")) {
    column.generated = tokens.take_parenthesized();
  } else if (tokens.take("STORED")) {
    column.stored = true;
  } else {
    tokens.skip();
  }
}

bool begins_table_constraint(std::string_view clause) {
  TokenCursor tokens(clause);
  if (tokens.take("CONSTRAINT")) return true;
  for (const char* word : {"PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}) {
    if (!tokens.take(word)) continue;
    return tokens.at(TokenKind::left_parenthesis) || tokens.at("KEY");
  }
  return false;
}

std::vector<std::string_view> clauses_of(std::string_view body) {
  std::vector<std::string_view> clauses;
  TokenCursor tokens(body);
  while (!tokens.at_end()) {
    const std::string_view clause = tokens.take_until(TokenKind::comma);
    if (!clause.empty()) clauses.push_back(clause);
    tokens.take();
  }
  return clauses;
}

}  // namespace

bool ColumnClause::has_default() const {
  return !default_text.empty() && !equal_names(default_text, "NULL");
}

bool ColumnClause::default_is_expression() const {
  return default_text.starts_with('(') || ascii_lower(default_text).starts_with("current_");
}

ColumnClause read_column_clause(std::string_view text) {
  ColumnClause column;
  column.text = text;
  TokenCursor tokens(text);
  column.name = tokens.take_name();
  read_type(tokens, column);
  while (!tokens.at_end()) read_constraint(tokens, column);
  return column;
}

std::vector<ColumnClause> read_column_clauses(std::string_view body) {
  std::vector<ColumnClause> columns;
  for (const std::string_view clause : clauses_of(body)) {
    if (begins_table_constraint(clause)) break;
    columns.push_back(read_column_clause(clause));
  }
  return columns;
}

std::vector<std::string_view> table_constraints(std::string_view body) {
  std::vector<std::string_view> constraints;
  for (const std::string_view clause : clauses_of(body)) {
    if (begins_table_constraint(clause)) constraints.push_back(clause);
  }
  return constraints;
}

}  // namespace d1mcp::lint
