#include "unit/transport/raw_connection.hpp"

#include <array>
#include <cstdlib>
#include <gtest/gtest.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace d1mcp::transport {
namespace {

constexpr int kPollPatience = 20'000;

}  // namespace

RawConnection::RawConnection(int port, const std::string& address) : socket_(-1) {
  addrinfo wanted{};
  wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  EXPECT_EQ(::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &found), 0);
  if (found == nullptr) return;
  socket_ = ::socket(found->ai_family, found->ai_socktype, 0);
  EXPECT_EQ(::connect(socket_, found->ai_addr, found->ai_addrlen), 0);
  ::freeaddrinfo(found);
}

RawConnection::~RawConnection() {
  ::close(socket_);
}

void RawConnection::say(std::string_view bytes) {
  pollfd watched{socket_, POLLOUT, 0};
  while (!bytes.empty() && ::poll(&watched, 1, kPollPatience) > 0) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool RawConnection::hear_more() {
  pollfd watched{socket_, POLLIN, 0};
  if (::poll(&watched, 1, kPollPatience) <= 0) {
    ADD_FAILURE() << "heard nothing but: " << heard_;
    return false;
  }
  std::array<char, 4096> chunk{};
  const ssize_t count = ::recv(socket_, chunk.data(), chunk.size(), 0);
  if (count <= 0) return false;
  heard_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

std::string RawConnection::hear_until(std::string_view end) {
  std::size_t at = heard_.find(end);
  while (at == std::string::npos && hear_more()) at = heard_.find(end);
  const std::size_t size = at == std::string::npos ? heard_.size() : at + end.size();
  std::string heard = heard_.substr(0, size);
  heard_.erase(0, size);
  return heard;
}

std::string RawConnection::hear_all() {
  while (hear_more()) continue;
  return std::exchange(heard_, {});
}

std::string RawConnection::hear_response() {
  std::string response = hear_until("\r\n\r\n");
  constexpr std::string_view kLength = "Content-Length: ";
  const std::size_t at = response.find(kLength);
  if (at == std::string::npos) return response;
  const auto length = std::strtoul(response.c_str() + at + kLength.size(), nullptr, 10);
  while (heard_.size() < length && hear_more()) continue;
  response += heard_.substr(0, length);
  heard_.erase(0, length);
  return response;
}

bool RawConnection::is_closed() {
  while (hear_more()) continue;
  return !::testing::Test::HasFailure();
}

void RawConnection::end_saying() {
  ::shutdown(socket_, SHUT_WR);
}

std::size_t count_of(std::string_view part, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace d1mcp::transport
