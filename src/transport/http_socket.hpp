#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.hpp"

struct addrinfo;

namespace d1mcp::transport {

/// An open socket that never makes its user wait; closed at the end.
class HttpSocket {
 public:
  HttpSocket() = default;
  ~HttpSocket();
  HttpSocket(HttpSocket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  HttpSocket& operator=(HttpSocket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  HttpSocket(const HttpSocket&) = delete;
  HttpSocket& operator=(const HttpSocket&) = delete;

  /// Listens on a name or an address, IPv6 without brackets; port 0 takes any that is free. Fails
  /// when another program has the port.
  static Result<HttpSocket> listen(const std::string& host, int port);

  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// The port that a listening socket has.
  [[nodiscard]] int port() const;

  /// How accepting went.
  enum class Accepted { connection, none_waiting, no_descriptors };

  /// The next waiting connection of a listening socket, with TCP_NODELAY: a response is a small
  /// packet that must not wait for the one after it.
  Accepted accept(HttpSocket& connection) const;

  /// The address at the other end of a connection, without the port; empty when it has gone.
  [[nodiscard]] std::string peer() const;

  /// What can be had at once: the count of bytes, 0 at the end of the stream, nothing when there is
  /// none yet. A broken connection is an end, too.
  std::optional<std::size_t> read(std::span<char> into) const;

  /// As much as goes out at once; nothing when the connection is broken.
  std::optional<std::size_t> write(std::string_view bytes) const;

  /// Nothing more will be written.
  void end_writing() const;

 private:
  explicit HttpSocket(int descriptor) : descriptor_(descriptor) {}

  static Result<HttpSocket> listen_at(const addrinfo& address);

  int descriptor_ = -1;
};

}  // namespace d1mcp::transport
