#pragma once

#include <string>
#include <string_view>

namespace d1mcp::cli {

/// What the place text is written to can show.
struct Style {
  bool color = false;   ///< ECMA-48 colours.
  int width = 0;        ///< Columns; 0 is unlimited: nothing is cut.
  bool unicode = true;  ///< Marks and lines beyond ASCII.
};

enum class Paint { bold, dim, red, green, yellow, cyan };

/// `text` in a colour, or as it is where the style has none.
std::string painted(std::string_view text, Paint paint, const Style& style);

/// Signs for the outcome of one thing.
enum class Mark { done, pending, failed };

/// One column wide, in its colour: a tick, a bullet, a cross, or +, -, x.
std::string marked(Mark mark, const Style& style);

/// What stands where text was cut.
std::string_view ellipsis(const Style& style);

}  // namespace d1mcp::cli
