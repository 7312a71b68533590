#include "sql/statement_boundary.hpp"

namespace d1mcp::sql {
namespace {

bool is_temporary(const Token& token) {
  return is_word(token, "TEMP") || is_word(token, "TEMPORARY");
}

/// Words that mean something to this grammar in another place than after EXPLAIN.
bool is_out_of_place(const Token& token) {
  return is_word(token, "EXPLAIN") || is_temporary(token) || is_word(token, "TRIGGER") ||
         is_word(token, "END");
}

}  // namespace

void StatementBoundary::see(const Token& token) {
  if (is_gap(token.kind) || token.kind == TokenKind::end_of_text) return;
  state_ = token.kind == TokenKind::semicolon ? after_semicolon() : after(token);
}

StatementBoundary::State StatementBoundary::after_semicolon() const {
  return inside_trigger() ? State::trigger_semicolon : State::start;
}

StatementBoundary::State StatementBoundary::after(const Token& token) const {
  switch (state_) {
    case State::start:
      if (is_word(token, "EXPLAIN")) return State::explain;
      return is_word(token, "CREATE") ? State::create : State::normal;
    case State::normal: return State::normal;
    case State::explain:
      if (is_word(token, "CREATE")) return State::create;
      // QUERY PLAN comes between; SQLite lets nearly anything come.
      return is_out_of_place(token) ? State::normal : State::explain;
    case State::create:
      if (is_word(token, "TRIGGER")) return State::trigger;
      return is_temporary(token) ? State::create : State::normal;
    case State::trigger:
    case State::trigger_end: return State::trigger;
    case State::trigger_semicolon:
      return is_word(token, "END") ? State::trigger_end : State::trigger;
  }
  return state_;
}

}  // namespace d1mcp::sql
