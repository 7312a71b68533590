#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/style.hpp"

namespace d1mcp::cli {

/// How many columns of a terminal a code point takes: 2 for East Asian wide and fullwidth
/// characters and emoji (Unicode Standard Annex 11), 0 for combining marks, variation selectors and
/// joiners.
int display_width(std::uint32_t code_point);

/// The columns `text`, valid UTF-8, takes. What a zero-width joiner attaches takes none.
std::size_t text_width(std::string_view text);

/// Whether a person's text keeps its line ends and tabs or has them written out too.
enum class Lines { escape, keep };

/// `text` made harmless and visible: control characters (U+0000 to U+001F, U+007F to U+009F) and
/// the invisible ones that change how a line reads (bidirectional overrides, zero-width spaces,
/// tags) are written as \n, \x1b, \u202e. Bytes that are no UTF-8 become U+FFFD.
std::string visible(std::string_view text, Lines lines = Lines::escape);

/// As much of `text` as fits into `columns`, with an ellipsis where something was left out.
std::string cut_to_width(std::string_view text, std::size_t columns, const Style& style);

}  // namespace d1mcp::cli
