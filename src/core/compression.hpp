#pragma once

#include <functional>
#include <memory>
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

/// How a file called `name` is to be packed: one that ends with .gz or .zst, in any case.
Compression compression_named(std::string_view name);

/// Packs bytes that arrive in pieces. Memory does not grow with them.
class Packer {
 public:
  Packer() = default;
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  Packer(Packer&&) = delete;
  Packer& operator=(Packer&&) = delete;
  virtual ~Packer() = default;

  /// Takes more bytes and appends what is ready of the packed ones to `out`.
  virtual Status add(std::string_view bytes, std::string& out) = 0;

  /// Appends the rest to `out`. Nothing may be added afterwards.
  virtual Status finish(std::string& out) = 0;
};

/// One member of gzip, or one frame of Zstandard with a checksum.
std::unique_ptr<Packer> gzip_packer();
std::unique_ptr<Packer> zstd_packer();

}  // namespace d1mcp
