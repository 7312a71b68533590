#include "transfer/dumped_statement.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "sql/tokenizer.hpp"
#include "transfer/token_reader.hpp"

namespace d1mcp::transfer {
namespace {

using sql::Token;

DumpedStatement of_kind(StatementKind kind, std::string name = {}) {
  return {.kind = kind, .name = std::move(name), .target = {}, .autoincrement = false};
}

DumpedStatement read_create_table(TokenReader& reader) {
  reader.skip_words("IF", "NOT", "EXISTS");
  DumpedStatement statement = of_kind(StatementKind::create_table, reader.take_name());
  statement.autoincrement = reader.skip_past("AUTOINCREMENT");
  return statement;
}

DumpedStatement read_named(TokenReader& reader, StatementKind kind) {
  reader.skip_words("IF", "NOT", "EXISTS");
  return of_kind(kind, reader.take_name());
}

DumpedStatement read_dependent(TokenReader& reader, StatementKind kind) {
  DumpedStatement statement = read_named(reader, kind);
  if (reader.skip_past("ON")) statement.target = reader.take_name();
  return statement;
}

DumpedStatement read_create(TokenReader& reader) {
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

DumpedStatement read_drop(TokenReader& reader) {
  reader.take();
  reader.skip_words("IF", "EXISTS");
  return of_kind(StatementKind::drop, reader.take_name());
}

DumpedStatement read_alter(TokenReader& reader) {
  reader.take("TABLE");
  DumpedStatement statement = of_kind(StatementKind::rename_table, reader.take_name());
  if (!reader.take("RENAME") || !reader.take("TO")) return {};
  statement.target = reader.take_name();
  return statement;
}

DumpedStatement read_change(TokenReader& reader) {
  if (reader.take("OR")) reader.take();
  reader.take("INTO");
  reader.take("FROM");
  return of_kind(StatementKind::change_rows, reader.take_name());
}

struct DumpedVerb {
  std::string_view word;
  DumpedStatement (*read)(TokenReader& reader);
};

constexpr std::array<DumpedVerb, 17> kDumpedVerbs = {{
    {"INSERT", read_change},
    {"REPLACE", read_change},
    {"UPDATE", read_change},
    {"DELETE", read_change},
    {"CREATE", read_create},
    {"DROP", read_drop},
    {"ALTER", read_alter},
    {"PRAGMA",
     [](TokenReader& reader) { return of_kind(StatementKind::pragma, reader.take_name()); }},
    {"BEGIN", [](TokenReader&) { return of_kind(StatementKind::transaction); }},
    {"COMMIT", [](TokenReader&) { return of_kind(StatementKind::transaction); }},
    {"END", [](TokenReader&) { return of_kind(StatementKind::transaction); }},
    {"SAVEPOINT", [](TokenReader&) { return of_kind(StatementKind::transaction); }},
    {"RELEASE", [](TokenReader&) { return of_kind(StatementKind::transaction); }},
    {"ROLLBACK", [](TokenReader&) { return of_kind(StatementKind::rollback); }},
    {"ATTACH", [](TokenReader&) { return of_kind(StatementKind::attach); }},
    {"DETACH", [](TokenReader&) { return of_kind(StatementKind::attach); }},
    {"VACUUM", [](TokenReader&) { return of_kind(StatementKind::vacuum); }},
}};

}  // namespace

DumpedStatement recognise(std::string_view sql) {
  TokenReader reader(sql);
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
