#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "core/result.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::transfer {

/// A text to read from.
struct InputText {
  sql::ChunkSource chunks;
  std::string name;         ///< As the user knows it: stands in errors and progress.
  std::uint64_t bytes = 0;  ///< Its size, for progress; 0 is unknown.
  /// How many of `bytes` were read, where these are not those of the text; may be empty.
  std::function<std::uint64_t()> consumed = {};
};

/// The text that `packed` holds, plainly or compressed with gzip or zstd, told apart by the first
/// bytes. `bytes` of the result is the packed size, and `consumed` counts packed bytes.
Result<InputText> unpacked(InputText packed);

/// The text in a file, which may be compressed. The user knows it as `name`.
Result<InputText> text_of_file(const std::filesystem::path& file, std::string name);

/// The beginning of a text, of at least `size` bytes where it has as many; it stays there to be
/// read.
Result<std::string> peek(InputText& text, std::size_t size);

}  // namespace d1mcp::transfer
