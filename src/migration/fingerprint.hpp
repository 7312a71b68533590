#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::migration {

/// A text is kept whole up to this: the statement that records it stays far below what D1 takes.
inline constexpr std::size_t kLargestKeptText = 32 * 1024;

/// What is remembered of a file, to tell later whether it is still the one that was applied.
struct Fingerprint {
  std::string bytes;                ///< SHA-256 of the file, in lower-case hexadecimal.
  std::string tokens;               ///< sql::meaning_hash of it.
  std::optional<std::string> text;  ///< Nothing where it is long or not UTF-8.
};

Fingerprint fingerprint_of(std::string_view text);

}  // namespace d1mcp::migration
