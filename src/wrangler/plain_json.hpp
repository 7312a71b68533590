#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace d1mcp::wrangler {

/// A place in a text, moved forward only, so that following a whole document costs one pass.
class TextPosition {
 public:
  explicit TextPosition(std::string_view text) : text_(text) {}

  /// Moves to the byte at `offset`, or to the end of the text. Going backwards does nothing.
  void advance_to(std::size_t offset);

  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

/// JSON with comments and trailing commas as JSON of the same length: what is not JSON becomes
/// spaces, so every offset stays true. A comma is trailing when a value stands before it and ] or }
/// after it. A comment that is never closed is an error; everything else is left to a JSON parser.
Result<std::string> plain_json(std::string_view text, std::string_view file);

}  // namespace d1mcp::wrangler
