#pragma once

#include <optional>

#include "sql/value.hpp"
#include "transfer/token_reader.hpp"

namespace d1mcp::transfer {

/// A constant of SQL.
struct Literal {
  sql::Value value;
  /// Whether `value` is the text of a decimal that is REAL. Which number a decimal stands for is
  /// left to SQLite, whose versions do not agree on the last bit.
  bool is_decimal = false;
  bool is_replaced = false;  ///< Whether it was written as replace(…).
};

/// Takes a constant as dumps have it: NULL, TRUE, FALSE, a number with or without minus, a string,
/// a BLOB, CAST(BLOB AS TEXT), unistr() and replace() of strings, as `sqlite3 .dump` and wrangler
/// write line ends, and a bare Infinity, which old versions of wrangler wrote. Nothing for every
/// other expression, and for numbers that are not written plainly; the reader then stands anywhere.
std::optional<Literal> take_literal(TokenReader& tokens);

}  // namespace d1mcp::transfer
