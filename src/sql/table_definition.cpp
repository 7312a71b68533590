#include "sql/table_definition.hpp"

#include <span>
#include <utility>

#include "core/text.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::sql {
namespace {

/// What stands between the commas of `list`, those inside parentheses aside; without the blanks.
std::vector<std::string_view> parts(std::string_view list) {
  std::vector<std::string_view> parts;
  TokenCursor cursor(list);
  while (!cursor.at_end()) {
    if (const auto part = cursor.take_until(TokenKind::comma); !part.empty()) parts.push_back(part);
    cursor.take(TokenKind::comma);
  }
  return parts;
}

/// Reads the parenthesised part of a CREATE TABLE (sqlite.org/lang_createtable.html). What is of no
/// interest, data types and DEFAULT for example, is skipped; that is safe because the words looked
/// for are reserved: unquoted they cannot be names.
class TableReader {
 public:
  TableReader(TokenCursor& cursor, TableDefinition& table) : cursor_(cursor), table_(table) {}

  void read() {
    bool is_column = true;
    do {
      constraint_name_.clear();
      is_column = is_column && !at_table_constraint();
      if (is_column) begin_column();
      while (!at_item_end()) read_constraint(is_column);
    } while (cursor_.take(TokenKind::comma));
  }

 private:
  [[nodiscard]] bool at_table_constraint() const {
    return cursor_.at("CONSTRAINT") || cursor_.at("PRIMARY") || cursor_.at("UNIQUE") ||
           cursor_.at("CHECK") || cursor_.at("FOREIGN");
  }

  [[nodiscard]] bool at_item_end() const {
    return cursor_.at_end() || cursor_.at(TokenKind::comma) ||
           cursor_.at(TokenKind::right_parenthesis);
  }

  void begin_column() {
    table_.columns.push_back({.name = cursor_.take_name(), .collation = {}, .generated_sql = {}});
  }

  void read_constraint(bool is_column) {
    if (cursor_.take("CONSTRAINT")) {
      constraint_name_ = cursor_.take_name();
    } else if (cursor_.take("CHECK")) {
      read_check(is_column);
    } else if (is_column) {
      read_column_constraint();
    } else {
      read_table_constraint();
    }
  }

  void read_column_constraint() {
    ColumnDefinition& column = table_.columns.back();
    if (cursor_.take("COLLATE")) {
      column.collation = cursor_.take_name();
    } else if (cursor_.take("AS")) {
      column.generated_sql = cursor_.take_parenthesized();
    } else if (cursor_.take("REFERENCES")) {
      table_.foreign_keys.push_back({.columns = {column.name}, .parent = cursor_.take_name()});
    } else {
      read_shared_constraint();
    }
  }

  void read_table_constraint() {
    if (cursor_.take("FOREIGN")) {
      cursor_.take("KEY");
      read_foreign_key();
    } else if (cursor_.take("KEY")) {
      read_primary_key();
    } else {
      read_shared_constraint();
    }
  }

  /// What can follow both a column and a list of columns.
  void read_shared_constraint() {
    if (cursor_.take("AUTOINCREMENT")) {
      table_.autoincrement = true;
    } else if (cursor_.take("NOT")) {
      if (cursor_.take("DEFERRABLE")) set_deferred(/*deferred=*/false);
    } else if (cursor_.take("DEFERRABLE")) {
      set_deferred(cursor_.take("INITIALLY") && cursor_.take("DEFERRED"));
    } else {
      cursor_.skip();
    }
  }

  void read_check(bool is_column) {
    table_.checks.push_back({.constraint_name = constraint_name_,
                             .column = is_column ? table_.columns.back().name : std::string(),
                             .expression = std::string(cursor_.take_parenthesized())});
  }

  void read_foreign_key() {
    ForeignKeyDefinition key;
    for (const std::string_view column : parts(cursor_.take_parenthesized())) {
      key.columns.push_back(TokenCursor(column).take_name());
    }
    if (cursor_.take("REFERENCES")) key.parent = cursor_.take_name();
    table_.foreign_keys.push_back(std::move(key));
  }

  void read_primary_key() {
    TokenCursor columns(cursor_.take_parenthesized());
    while (!columns.at_end() && !columns.at("AUTOINCREMENT")) columns.skip();
    if (columns.take("AUTOINCREMENT")) table_.autoincrement = true;
  }

  /// SQLite lets the clause go to the foreign key declared last, even from another column.
  void set_deferred(bool deferred) {
    if (!table_.foreign_keys.empty()) table_.foreign_keys.back().deferred = deferred;
  }

  TokenCursor& cursor_;
  TableDefinition& table_;
  std::string constraint_name_;
};

/// Whether the tokens are one value, which a COLLATE behind them is about as a whole: a column, a
/// literal, a call or something in parentheses.
bool is_one_value(std::span<const Token> tokens) {
  if (tokens.size() < 2) return true;
  TokenCursor cursor(stretch(tokens.front(), tokens.back()));
  if (cursor.at(TokenKind::word)) cursor.take();
  if (!cursor.at(TokenKind::left_parenthesis)) return false;
  cursor.skip();
  return cursor.at_end();
}

/// Takes a word off the end of an index term, unless it is the term itself or the right side of an
/// operator: columns may be called desc.
bool drop_last(std::span<const Token>& tokens, std::string_view word) {
  const std::size_t size = tokens.size();
  if (size < 2 || !is_word(tokens.back(), word) || tokens[size - 2].kind == TokenKind::symbol) {
    return false;
  }
  tokens = tokens.first(size - 1);
  return true;
}

IndexTerm read_index_term(std::string_view sql) {
  const std::vector<Token> all = solid_tokens(sql);
  std::span<const Token> tokens = all;
  IndexTerm term;
  if (drop_last(tokens, "FIRST") || drop_last(tokens, "LAST")) drop_last(tokens, "NULLS");
  term.descending = drop_last(tokens, "DESC");
  if (!term.descending) drop_last(tokens, "ASC");
  const std::size_t size = tokens.size();
  if (size > 2 && is_word(tokens[size - 2], "COLLATE") && is_one_value(tokens.first(size - 2))) {
    term.collation = unquoted(tokens.back());
    tokens = tokens.first(size - 2);
  }
  term.expression = stretch(tokens.front(), tokens.back());
  return term;
}

}  // namespace

TableDefinition read_create_table(std::string_view sql) {
  TableDefinition table;
  TokenCursor cursor(sql);
  if (!cursor.take("CREATE")) return table;
  if (cursor.take("VIRTUAL")) {
    while (!cursor.at_end() && !cursor.at("USING")) cursor.take();
    cursor.take("USING");
    table.module = cursor.take_name();
    return table;
  }
  if (!cursor.take("TEMP")) cursor.take("TEMPORARY");
  if (!cursor.take("TABLE")) return table;
  while (!cursor.at_end() && !cursor.at("AS") && !cursor.at(TokenKind::left_parenthesis)) {
    cursor.take();
  }
  if (cursor.take(TokenKind::left_parenthesis)) TableReader(cursor, table).read();
  return table;
}

IndexDefinition read_create_index(std::string_view sql) {
  IndexDefinition index;
  TokenCursor cursor(sql);
  if (!cursor.take("CREATE")) return index;
  cursor.take("UNIQUE");
  if (!cursor.take("INDEX")) return index;
  while (!cursor.at_end() && !cursor.at(TokenKind::left_parenthesis)) cursor.take();
  for (const std::string_view term : parts(cursor.take_parenthesized())) {
    index.terms.push_back(read_index_term(term));
  }
  if (cursor.take("WHERE")) index.where_sql = cursor.take_until(TokenKind::semicolon);
  return index;
}

bool references_table(std::string_view sql, std::string_view table) {
  TokenStream stream(sql);
  for (Token token = stream.next_solid(); token.kind != TokenKind::end_of_text;
       token = stream.next_solid()) {
    if (!is_word(token, "REFERENCES")) continue;
    token = stream.next_solid();
    if (is_name(token.kind) && equal_names(unquoted(token), table)) return true;
  }
  return false;
}

}  // namespace d1mcp::sql
