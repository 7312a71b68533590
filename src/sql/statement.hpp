#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "sql/value.hpp"

namespace d1mcp::sql {

/// Where a statement begins in the text it was cut from. Line and column count from 1, columns in
/// Unicode code points; `offset` in bytes from 0.
struct Position {
  std::uint64_t offset = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// One SQL statement: its text without leading white space and comments, without the final
/// semicolon and the white space before it. Comments at its end stay: SQLite keeps them in the
/// definitions of views and indexes.
struct Statement {
  std::string text;
  Position start;            ///< Of the first character of `text`.
  std::uint32_t number = 1;  ///< In its script, from 1.
  /// What its `?` stand for, in their order. Statements of one text that follow each other in a
  /// batch are compiled once, so rows are best given so.
  std::vector<Value> values = {};
};

/// Hands out the statements of a script one after the other: nothing at the end, an error where the
/// script cannot be read or split. Scripts of any size pass through without being held whole.
using StatementSource = std::function<Result<std::optional<Statement>>()>;

/// A source over statements in memory. `statements` must outlive it.
StatementSource source_of(const std::vector<Statement>& statements);

}  // namespace d1mcp::sql
