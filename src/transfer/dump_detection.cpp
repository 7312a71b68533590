#include "transfer/dump_detection.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "sql/token_cursor.hpp"

namespace d1mcp::transfer {
namespace {

using sql::TokenCursor;
using sql::TokenKind;

// Each function reads what follows a statement's first word, as far as it takes to tell a statement
// from a sentence that begins with the same word.

bool take_any(TokenCursor& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.take(word); });
}

bool at_end_of_statement(const TokenCursor& text) {
  return text.at_end() || text.at(TokenKind::semicolon);
}

bool take_name(TokenCursor& text) {
  if (!sql::is_name(text.peek().kind)) return false;
  text.take();
  if (!text.take(TokenKind::dot)) return true;
  return sql::is_name(text.take().kind);
}

// IF EXISTS or IF NOT EXISTS.
void skip_condition(TokenCursor& text) {
  if (!text.take("IF")) return;
  text.take("NOT");
  text.take("EXISTS");
}

bool follows_begin(TokenCursor& text) {
  take_any(text, {"DEFERRED", "IMMEDIATE", "EXCLUSIVE"});
  text.take("TRANSACTION");
  return text.at(TokenKind::semicolon);
}

bool follows_pragma(TokenCursor& text) {
  if (!take_name(text)) return false;
  return at_end_of_statement(text) || text.at(TokenKind::left_parenthesis) ||
         text.peek().text == "=";
}

bool follows_create(TokenCursor& text) {
  take_any(text, {"TEMP", "TEMPORARY", "UNIQUE"});
  const bool is_virtual = text.take("VIRTUAL");
  const bool is_index = text.at("INDEX");
  const bool is_trigger = text.at("TRIGGER");
  if (!take_any(text, {"TABLE", "VIEW", "INDEX", "TRIGGER"})) return false;
  skip_condition(text);
  if (!take_name(text)) return false;
  if (is_virtual) return text.at("USING");
  if (is_index) return text.at("ON");
  if (is_trigger)
    return take_any(text, {"BEFORE", "AFTER", "INSTEAD", "DELETE", "INSERT", "UPDATE"});
  return text.at("AS") || text.at(TokenKind::left_parenthesis);
}

bool follows_insert(TokenCursor& text) {
  if (text.take("OR")) text.take();
  if (!text.take("INTO") || !take_name(text)) return false;
  return text.at(TokenKind::left_parenthesis) ||
         take_any(text, {"VALUES", "SELECT", "DEFAULT", "WITH"});
}

bool follows_delete(TokenCursor& text) {
  if (!text.take("FROM") || !take_name(text)) return false;
  return at_end_of_statement(text) || text.at("WHERE");
}

bool follows_update(TokenCursor& text) {
  if (text.take("OR")) text.take();
  return take_name(text) && text.at("SET");
}

bool follows_drop(TokenCursor& text) {
  if (!take_any(text, {"TABLE", "VIEW", "INDEX", "TRIGGER"})) return false;
  skip_condition(text);
  return take_name(text) && at_end_of_statement(text);
}

bool follows_alter(TokenCursor& text) {
  if (!text.take("TABLE") || !take_name(text)) return false;
  return take_any(text, {"RENAME", "ADD", "DROP", "ALTER"});
}

struct OpeningVerb {
  std::string_view word;
  bool (*is_followed)(TokenCursor& text);
};

constexpr std::array<OpeningVerb, 9> kOpeningVerbs = {{{"PRAGMA", follows_pragma},
                                                       {"BEGIN", follows_begin},
                                                       {"CREATE", follows_create},
                                                       {"INSERT", follows_insert},
                                                       {"REPLACE", follows_insert},
                                                       {"DELETE", follows_delete},
                                                       {"UPDATE", follows_update},
                                                       {"DROP", follows_drop},
                                                       {"ALTER", follows_alter}}};

}  // namespace

bool looks_like_sql_dump(std::string_view head) {
  if (head.find('\0') != std::string_view::npos) return false;
  TokenCursor text(head);
  const sql::Token first = text.take();
  return std::ranges::any_of(kOpeningVerbs, [&](const OpeningVerb& verb) {
    return sql::is_word(first, verb.word) && verb.is_followed(text);
  });
}

}  // namespace d1mcp::transfer
