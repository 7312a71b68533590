#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <sys/types.h>

namespace d1mcp::transport {

/// The bytes of one accepted TCP connection, within limits that cpp-httplib 0.11 does not have:
/// what a request may send and how long it may take. Bytes that were read beyond one request are
/// kept for the next one. Used by one thread.
class HttpConnection {
 public:
  /// The descriptor stays the caller's.
  explicit HttpConnection(int descriptor) : descriptor_(descriptor) {}

  /// Waits for the first byte of a request; false when none comes within `patience`.
  bool wait_for_request(std::chrono::milliseconds patience);

  /// A new request begins: so many bytes may be read, until so much time has passed.
  void begin_request(std::size_t header_bytes, std::chrono::milliseconds patience);

  /// The header has been read: the body may have so many bytes.
  void begin_body(std::size_t body_bytes);

  /// There is no body: reading gives the end of the input.
  void begin_no_body() { no_body_ = true; }

  /// The request went beyond its bytes or its time, or broke off.
  [[nodiscard]] bool has_failed() const { return failed_; }

  /// It went beyond its bytes.
  [[nodiscard]] bool is_too_large() const { return too_large_; }

  /// As ::read: 0 at the end, -1 when the request has failed.
  ssize_t read(char* into, std::size_t size);

  /// Writes all of it; -1 when the client does not take it for 30 seconds or is gone.
  ssize_t write(const char* from, std::size_t size);

  /// Says that nothing more will be written, and reads over what the client is still sending, for
  /// at most a second: closed at once, the connection would be reset and the response lost.
  void linger();

  /// Whether the client has not closed its side.
  [[nodiscard]] bool is_connected() const;

 private:
  ssize_t fill();

  int descriptor_;
  std::chrono::steady_clock::time_point deadline_;
  std::size_t budget_ = 0;
  bool no_body_ = false;
  bool failed_ = false;
  bool too_large_ = false;
  std::array<char, std::size_t{16} * 1024> buffer_{};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace d1mcp::transport
