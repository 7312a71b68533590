#pragma once

#include <string>
#include <string_view>

namespace d1mcp::transport {

/// A TCP connection to this machine, on which a test says what no HTTP client would. What waits
/// gives up after 20 seconds.
class RawConnection {
 public:
  explicit RawConnection(int port, const std::string& address = "127.0.0.1");
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;
  RawConnection(RawConnection&&) = delete;
  RawConnection& operator=(RawConnection&&) = delete;

  /// Says as much as the other side takes.
  void say(std::string_view bytes);

  /// Everything from the last call on, up to and with `end`, or up to the end of the connection.
  std::string hear_until(std::string_view end);

  std::string hear_all();

  /// One response whose length it tells, or one without a body.
  std::string hear_response();

  /// Whether the other side has closed the connection, after what is still to be heard.
  bool is_closed();

  /// Says that nothing more will be said.
  void end_saying();

 private:
  bool hear_more();

  int socket_;
  std::string heard_;
};

/// How often `part` occurs in `text`.
std::size_t count_of(std::string_view part, std::string_view text);

}  // namespace d1mcp::transport
