#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/statement.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::sql {

/// Reads what SQL text means, piece by piece. White space and comments are left out, names stand
/// without their quotes, and case counts only where it does for SQLite: in strings, and in quoted
/// names that could not stand without quotes, since SQLite may take those for strings. Semicolons
/// count between statements, not behind the last one.
class MeaningReader {
 public:
  /// A token as it is written, and in its one spelling.
  struct Piece {
    std::string_view written;
    std::string meaning;
  };

  /// `sql` must outlive the pieces.
  explicit MeaningReader(std::string_view sql) : tokens_(sql) {}

  /// Nothing at the end, and for ever after.
  std::optional<Piece> next();

 private:
  TokenStream tokens_;
  Token held_;  ///< Read, not given yet: what stood behind a semicolon.
  bool began_ = false;
};

/// The pieces of `sql`, a NUL byte behind each: equal for texts that mean the same.
std::string meaning_of(std::string_view sql);

/// SHA-256 of that in lower-case hexadecimal, without holding it.
std::string meaning_hash(std::string_view sql);

/// Where two texts begin to mean different things.
struct FirstDifference {
  std::string was;  ///< The token in the first text; empty at its end.
  std::string is;   ///< The one in the second; empty at its end.
  Position place;   ///< Of `is`, in the second text.

  friend bool operator==(const FirstDifference&, const FirstDifference&) = default;
};

/// Nothing when both mean the same.
std::optional<FirstDifference> first_difference(std::string_view was, std::string_view is);

}  // namespace d1mcp::sql
