#include "transfer/dumped_statement.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::transfer {
namespace {

using sql::Token;
using sql::TokenKind;

/// Reads tokens one by one and no further than asked: a statement may be megabytes long.
class Reader {
 public:
  explicit Reader(std::string_view sql) : stream_(sql), next_(stream_.next_solid()) {}

  [[nodiscard]] bool at_end() const { return next_.kind == TokenKind::end_of_text; }

  Token take() {
    const Token token = next_;
    next_ = stream_.next_solid();
    return token;
  }

  bool take(std::string_view word) {
    if (!is_word(next_, word)) return false;
    take();
    return true;
  }

  void skip_words(std::string_view first, std::string_view second, std::string_view third = {}) {
    if (!take(first)) return;
    take(second);
    if (!third.empty()) take(third);
  }

  /// A name with or without the schema it is in.
  std::string take_name() {
    std::string name = sql::unquoted(take());
    if (next_.kind != TokenKind::dot) return name;
    take();
    return sql::unquoted(take());
  }

  bool skip_past(std::string_view word) {
    while (!at_end()) {
      if (is_word(take(), word)) return true;
    }
    return false;
  }

 private:
  sql::TokenStream stream_;
  Token next_;
};

DumpedStatement of_kind(StatementKind kind, std::string name = {}) {
  return {.kind = kind, .name = std::move(name), .target = {}, .autoincrement = false};
}

DumpedStatement read_create_table(Reader& reader) {
  reader.skip_words("IF", "NOT", "EXISTS");
  DumpedStatement statement = of_kind(StatementKind::create_table, reader.take_name());
  statement.autoincrement = reader.skip_past("AUTOINCREMENT");
  return statement;
}

DumpedStatement read_named(Reader& reader, StatementKind kind) {
  reader.skip_words("IF", "NOT", "EXISTS");
  return of_kind(kind, reader.take_name());
}

DumpedStatement read_dependent(Reader& reader, StatementKind kind) {
  DumpedStatement statement = read_named(reader, kind);
  if (reader.skip_past("ON")) statement.target = reader.take_name();
  return statement;
}

DumpedStatement read_create(Reader& reader) {
  reader.take("TEMP");
  reader.take("TEMPORARY");
  reader.take("UNIQUE");
  if (reader.take("VIRTUAL")) {
    reader.take("TABLE");
    return read_named(reader, StatementKind::create_virtual_table);
  }
  if (reader.take("TABLE")) return read_create_table(reader);
  if (reader.take("VIEW")) return read_named(reader, StatementKind::create_view);
  if (reader.take("INDEX")) return read_dependent(reader, StatementKind::create_index);
  if (reader.take("TRIGGER")) return read_dependent(reader, StatementKind::create_trigger);
  return {};
}

DumpedStatement read_drop(Reader& reader) {
  reader.take();
  reader.skip_words("IF", "EXISTS");
  return of_kind(StatementKind::drop, reader.take_name());
}

DumpedStatement read_alter(Reader& reader) {
  reader.take("TABLE");
  DumpedStatement statement = of_kind(StatementKind::rename_table, reader.take_name());
  if (!reader.take("RENAME") || !reader.take("TO")) return {};
  statement.target = reader.take_name();
  return statement;
}

DumpedStatement read_change(Reader& reader) {
  if (reader.take("OR")) reader.take();
  reader.take("INTO");
  reader.take("FROM");
  return of_kind(StatementKind::change_rows, reader.take_name());
}

struct DumpedVerb {
  std::string_view word;
  DumpedStatement (*read)(Reader& reader);
};

constexpr std::array<DumpedVerb, 17> kDumpedVerbs = {{
    {"INSERT", read_change},
    {"REPLACE", read_change},
    {"UPDATE", read_change},
    {"DELETE", read_change},
    {"CREATE", read_create},
    {"DROP", read_drop},
    {"ALTER", read_alter},
    {"PRAGMA", [](Reader& reader) { return of_kind(StatementKind::pragma, reader.take_name()); }},
    {"BEGIN", [](Reader&) { return of_kind(StatementKind::transaction); }},
    {"COMMIT", [](Reader&) { return of_kind(StatementKind::transaction); }},
    {"END", [](Reader&) { return of_kind(StatementKind::transaction); }},
    {"SAVEPOINT", [](Reader&) { return of_kind(StatementKind::transaction); }},
    {"RELEASE", [](Reader&) { return of_kind(StatementKind::transaction); }},
    {"ROLLBACK", [](Reader&) { return of_kind(StatementKind::rollback); }},
    {"ATTACH", [](Reader&) { return of_kind(StatementKind::attach); }},
    {"DETACH", [](Reader&) { return of_kind(StatementKind::attach); }},
    {"VACUUM", [](Reader&) { return of_kind(StatementKind::vacuum); }},
}};

}  // namespace

DumpedStatement recognise(std::string_view sql) {
  Reader reader(sql);
  const Token first = reader.take();
  const auto* const verb = std::ranges::find_if(
      kDumpedVerbs, [&](const DumpedVerb& candidate) { return is_word(first, candidate.word); });
  return verb == kDumpedVerbs.end() ? DumpedStatement() : verb->read(reader);
}

bool declares_virtual_table(std::string_view sql, std::string& name) {
  // INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,'CREATE …')
  constexpr std::array<std::string_view, 26> kShape = {
      "INSERT", "INTO",     "?", "(",   "type", ",",      "name", ",",       "tbl_name",
      ",",      "rootpage", ",", "sql", ")",    "VALUES", "(",    "'table'", ",",
      "?",      ",",        "?", ",",   "0",    ",",      "?",    ")"};
  const std::vector<Token> tokens = sql::solid_tokens(sql);
  const bool fits =
      std::ranges::equal(tokens, kShape, [](const Token& token, std::string_view part) {
        return part == "?" ? sql::is_name(token.kind) : equal_names(token.text, part);
      });
  if (!fits || sql::unquoted(tokens[18]) != sql::unquoted(tokens[20])) return false;
  const std::string definition = sql::unquoted(tokens[24]);
  const DumpedStatement defined = recognise(definition);
  name = sql::unquoted(tokens[18]);
  return defined.kind == StatementKind::create_virtual_table && equal_names(defined.name, name);
}

bool is_internal_name(std::string_view name) {
  constexpr std::string_view kPrefix = "sqlite_";
  return equal_names(name.substr(0, kPrefix.size()), kPrefix);
}

}  // namespace d1mcp::transfer
