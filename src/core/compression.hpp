#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace d1mcp {

/// Gives the next piece of some bytes, empty at their end.
using ByteSource = std::function<Result<std::string>()>;

enum class Compression { none, gzip, zstd };

/// How many bytes tell a compression.
inline constexpr std::size_t kCompressionMagic = 4;

/// How bytes that begin with `head` are compressed: by what they are, never by a file's name.
Compression compression_of(std::string_view head);

/// The bytes that gzip (RFC 1952) or Zstandard (RFC 8878) data stand for, unpacked in pieces of at
/// most 64 KB as they are asked for. Several members or frames in a row are one text. Data that is
/// damaged or ends too early is an error that names `name`.
ByteSource unpack_gzip(ByteSource packed, std::string name);
ByteSource unpack_zstd(ByteSource packed, std::string name);

}  // namespace d1mcp
