#include "core/compression.hpp"

#include "core/text.hpp"

namespace d1mcp {

Compression compression_of(std::string_view head) {
  constexpr std::string_view kGzip = "\x1F\x8B\x08";
  constexpr std::string_view kZstd = "\x28\xB5\x2F\xFD";
  if (head.starts_with(kGzip)) return Compression::gzip;
  return head.starts_with(kZstd) ? Compression::zstd : Compression::none;
}

Compression compression_named(std::string_view name) {
  const std::string folded = ascii_lower(name);
  if (folded.ends_with(".gz")) return Compression::gzip;
  return folded.ends_with(".zst") ? Compression::zstd : Compression::none;
}

}  // namespace d1mcp
