#pragma once

#include "sql/tokenizer.hpp"

namespace d1mcp::sql {

/// Knows where statements end, having seen the tokens so far: at every semicolon but those of a
/// trigger's body, which ends at `; END ;`. The states and their transitions are those documented
/// for sqlite3_complete() (sqlite.org/c3ref/complete.html).
class StatementBoundary {
 public:
  void see(const Token& token);

  /// Whether the text so far is empty or ends with a complete statement's semicolon.
  [[nodiscard]] bool between_statements() const { return state_ == State::start; }

  /// Whether nothing but the next semicolon means anything.
  [[nodiscard]] bool awaits_semicolon() const { return state_ == State::normal; }

  /// Whether a CREATE TRIGGER was begun that has not reached the END of its body.
  [[nodiscard]] bool inside_trigger() const {
    return state_ == State::trigger || state_ == State::trigger_semicolon;
  }

 private:
  enum class State {
    start,
    normal,             ///< Inside a statement that ends at the next semicolon.
    explain,            ///< After EXPLAIN: a CREATE TRIGGER may still follow.
    create,             ///< After CREATE [TEMP].
    trigger,            ///< Inside a CREATE TRIGGER.
    trigger_semicolon,  ///< After a semicolon in there.
    trigger_end,        ///< After "; END" in there.
  };

  [[nodiscard]] State after_semicolon() const;
  [[nodiscard]] State after(const Token& token) const;

  State state_ = State::start;
};

}  // namespace d1mcp::sql
