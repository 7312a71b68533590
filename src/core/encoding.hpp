#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace d1mcp {

/// RFC 4648 base64 with padding.
std::string base64_encode(std::string_view bytes);

/// Strict: no white space, padding required. Nothing for anything else.
std::optional<std::string> base64_decode(std::string_view text);

/// RFC 4648 base64url without padding: fit for cursors and file names.
std::string base64url_encode(std::string_view bytes);
std::optional<std::string> base64url_decode(std::string_view text);

/// RFC 3986 percent-encoding of all bytes but the unreserved characters and those in `kept`.
std::string percent_encode(std::string_view bytes, std::string_view kept = {});

/// Lower-case hexadecimal.
std::string hex_encode(std::string_view bytes);

using Sha256 = std::array<std::uint8_t, 32>;

/// FIPS 180-4.
Sha256 sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of bytes that arrive in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  Sha256Stream(Sha256Stream&&) = delete;
  Sha256Stream& operator=(Sha256Stream&&) = delete;

  void add(std::string_view bytes);

  /// The digest in lower-case hexadecimal. Nothing may be added afterwards.
  std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// RFC 2104 with SHA-256.
Sha256 hmac_sha256(std::string_view key, std::string_view message);

/// `count` unpredictable bytes from the operating system.
std::string random_bytes(std::size_t count);

}  // namespace d1mcp
