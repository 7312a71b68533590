#pragma once

#include "cli/style.hpp"
#include "cli/surroundings.hpp"

namespace d1mcp::cli {

/// What the file descriptor can show. A terminal has colours, unless NO_COLOR is set (no-color.org)
/// or TERM is "dumb", and a width; anything else has neither. Unicode is for terminals of a UTF-8
/// locale and for everything that is none.
Style style_of(int descriptor, const Surroundings& surroundings);

/// Whether the descriptor is a terminal that can redraw a line.
bool can_redraw(int descriptor, const Surroundings& surroundings);

}  // namespace d1mcp::cli
