#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace d1mcp {

/// Whether `bytes` is well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong forms).
bool is_valid_utf8(std::string_view bytes);

/// `bytes` with each maximal ill-formed sequence replaced by U+FFFD. The one function that makes
/// arbitrary bytes fit for JSON.
std::string to_valid_utf8(std::string_view bytes);

/// The longest prefix of valid UTF-8 `text` of at most `max_bytes` bytes that cuts no code point.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

/// How many code points `text` has; ill-formed bytes count as one each.
std::size_t count_code_points(std::string_view text);

/// Compares as SQLite compares names: only the 26 ASCII letters fold.
bool equal_names(std::string_view left, std::string_view right);

std::string ascii_lower(std::string_view text);

/// `text` without leading and trailing spaces, tabs, line ends and form feeds.
std::string_view trimmed(std::string_view text);

std::string join(std::span<const std::string> parts, std::string_view separator);

/// The up to `most` candidates nearest to `wanted` by edit distance, best first, case ignored. A
/// candidate that has little in common with it is not offered.
std::vector<std::string> nearest_names(std::string_view wanted,
                                       std::span<const std::string> candidates,
                                       std::size_t most = 3);

/// "did you mean users or user_roles?", or empty when nothing is near.
std::string did_you_mean(std::string_view wanted, std::span<const std::string> candidates);

/// 1234567 -> "1,234,567".
std::string with_thousands(std::uint64_t number);

/// "1 row", "1,200 rows": the plural is made by adding an s.
std::string counted(std::uint64_t number, std::string_view noun);

/// 1536 -> "1.5 KB" (1 KB is 1,024 bytes).
std::string human_bytes(std::uint64_t bytes);

/// The shortest decimal text that reads back as exactly `number`, always with a '.', an exponent or
/// a word (Infinity, -Infinity, NaN), so that it never looks like an integer.
std::string real_to_text(double number);

}  // namespace d1mcp
