// Splits arbitrary bytes. Whatever they are: the pieces a script arrives in make no difference,
// each statement stands in the script where it says it does, and SQLite takes it for complete.

#include <cstdlib>
#include <iostream>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "sql/splitter.hpp"
#include "sql/tokenizer.hpp"

namespace {

using d1mcp::Error;
using d1mcp::Place;
using d1mcp::Result;
using d1mcp::sql::Position;
using d1mcp::sql::Splitter;
using d1mcp::sql::Statement;
using d1mcp::sql::Token;
using d1mcp::sql::TokenKind;
using d1mcp::sql::TokenStream;

void require(bool holds, const char* what) {
  if (holds) return;
  std::cerr << "broken promise: " << what << "\n";
  std::abort();
}

struct Outcome {
  std::vector<Statement> statements;
  std::optional<Error> error;
};

Outcome split_in_pieces(std::string_view script, std::size_t size) {
  Splitter splitter([script, size]() mutable -> Result<std::string> {
    const std::string piece(script.substr(0, size));
    script.remove_prefix(piece.size());
    return piece;
  });
  Outcome outcome;
  for (;;) {
    auto statement = splitter.next();
    if (!statement) outcome.error = statement.error();
    if (!statement || !statement->has_value()) return outcome;
    outcome.statements.push_back(**std::move(statement));
  }
}

void check_same(const Outcome& left, const Outcome& right) {
  require(left.statements.size() == right.statements.size(), "pieces make no difference");
  for (std::size_t i = 0; i < left.statements.size(); ++i) {
    require(left.statements[i].text == right.statements[i].text, "pieces change no text");
    require(left.statements[i].start == right.statements[i].start, "pieces move no statement");
    require(left.statements[i].number == i + 1, "statements are numbered from 1");
  }
  require(left.error.has_value() == right.error.has_value(), "pieces make no error");
  if (left.error)
    require(describe(*left.error) == describe(*right.error), "pieces change no error");
}

/// Counts lines and columns the slow way, from the beginning of the script.
Position position_of(std::string_view script, std::size_t offset) {
  const bool has_mark = script.substr(0, 3) == "\xEF\xBB\xBF";
  const std::string_view before = script.substr(0, offset);
  const std::size_t line_begin = before.rfind('\n') + 1;
  Position position{.offset = offset, .line = 1, .column = 1};
  for (const char c : before) position.line += c == '\n' ? 1U : 0U;
  position.column +=
      static_cast<std::uint32_t>(d1mcp::count_code_points(before.substr(line_begin)));
  if (has_mark && line_begin == 0) --position.column;
  return position;
}

/// sqlite3_complete() sees two things differently from SQLite's own parser, which has the last
/// word: byte order marks, and variables. To it the Tcl form ends at its parenthesis, and @CREATE
/// is the keyword after a symbol.
bool complete_agrees_with_the_parser(std::string_view text) {
  TokenStream stream(text);
  for (Token token = stream.next(); token.kind != TokenKind::end_of_text; token = stream.next()) {
    const bool is_variable = token.kind == TokenKind::variable || token.kind == TokenKind::illegal;
    const bool is_named = token.text.find_first_of("@:#") == 0 && token.text.size() > 1;
    const bool is_tcl = token.text.find('(') != std::string_view::npos;
    if (is_variable && (is_named || is_tcl)) return false;
    if (token.text == "\xEF\xBB\xBF") return false;
  }
  return true;
}

void check_statement(std::string_view script, const Statement& statement) {
  require(!statement.text.empty(), "no statement is empty");
  require(script.substr(statement.start.offset, statement.text.size()) == statement.text,
          "a statement stands where it says");
  require(position_of(script, statement.start.offset) == statement.start,
          "line and column are those of the offset");
  TokenStream stream(statement.text);
  require(!is_gap(stream.next().kind), "no statement begins with a blank or a comment");
  if (!complete_agrees_with_the_parser(statement.text)) return;
  require(sqlite3_complete((statement.text + "\n;").c_str()) == 1, "SQLite finds it complete");
  require(sqlite3_complete(statement.text.c_str()) == 0, "no statement has its semicolon");
}

void check_error(std::string_view script, const Outcome& outcome) {
  if (!outcome.error) return;
  const Place place = outcome.error->place.value_or(Place());
  require(place.line > 0 && place.column > 0, "an error has a place");
  require(place.statement == outcome.statements.size() + 1, "an error names its statement");
  require(!outcome.error->hint.empty(), "an error has a hint");
  const bool has_cause =
      script.find_first_of(std::string_view("'\"`[/\0", 6)) != std::string::npos ||
      d1mcp::ascii_lower(script).find("trigger") != std::string::npos;
  require(has_cause, "an error has a cause");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string script(reinterpret_cast<const char*>(data), size);
  const Outcome whole = split_in_pieces(script, size + 1);

  check_same(whole, split_in_pieces(script, 1));
  check_same(whole, split_in_pieces(script, 5));
  for (const Statement& statement : whole.statements) check_statement(script, statement);
  check_error(script, whole);
  return 0;
}
