#include "transport/http_socket.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace d1mcp::transport {
namespace {

#if defined(MSG_NOSIGNAL)
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

void set_option(int descriptor, int level, int option) {
  const int yes = 1;
  ::setsockopt(descriptor, level, option, &yes, sizeof(yes));
}

void prepare(int descriptor) {
  ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
#if defined(SO_NOSIGPIPE)
  set_option(descriptor, SOL_SOCKET, SO_NOSIGPIPE);
#endif
}

Error system_failure(const std::string& message) {
  return Error{.code = ErrorCode::io_error, .message = message, .hint = {}, .place = {}};
}

Error cannot_listen(int error_number) {
  const std::string why = std::generic_category().message(error_number);
  if (error_number == EADDRINUSE) {
    return Error{.code = ErrorCode::conflict,
                 .message = "another program listens on this port",
                 .hint = "choose another port, or 0 for any that is free",
                 .place = {}};
  }
  return system_failure(why);
}

Result<Addresses> resolve(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  if (failure != 0) return system_failure(::gai_strerror(failure));
  return Addresses(found);
}

bool is_passing(int error_number) {
  return error_number == EAGAIN || error_number == EINTR;
}

}  // namespace

HttpSocket::~HttpSocket() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<HttpSocket> HttpSocket::listen_at(const addrinfo& address) {
  HttpSocket socket(::socket(address.ai_family, address.ai_socktype, address.ai_protocol));
  if (socket.descriptor_ < 0) return cannot_listen(errno);
  prepare(socket.descriptor_);
  // Not SO_REUSEPORT: with it a second server would share the port instead of being refused.
  set_option(socket.descriptor_, SOL_SOCKET, SO_REUSEADDR);
  if (::bind(socket.descriptor_, address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(socket.descriptor_, SOMAXCONN) != 0) {
    return cannot_listen(errno);
  }
  return socket;
}

Result<HttpSocket> HttpSocket::listen(const std::string& host, int port) {
  const std::string where = "cannot listen on " +
                            (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
                            std::to_string(port);
  const auto addresses = resolve(host, port);
  if (!addresses) return Error(addresses.error()).while_doing(where);
  Result<HttpSocket> listening = system_failure("the name has no address");
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) {
    listening = listen_at(*address);
    if (listening) return listening;
  }
  return std::move(listening).error().while_doing(where);
}

int HttpSocket::port() const {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): how the socket API gives addresses.
  if (::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port
                   : reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
}

HttpSocket::Accepted HttpSocket::accept(HttpSocket& connection) const {
  const int descriptor = ::accept(descriptor_, nullptr, nullptr);
  if (descriptor < 0) {
    const bool exhausted =
        errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    return exhausted ? Accepted::no_descriptors : Accepted::none_waiting;
  }
  prepare(descriptor);
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY);
  connection = HttpSocket(descriptor);
  return Accepted::connection;
}

std::string HttpSocket::peer() const {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  std::array<char, NI_MAXHOST> text{};
  auto* const at = reinterpret_cast<sockaddr*>(&address);  // NOLINT(*-reinterpret-cast): its API
  if (::getpeername(descriptor_, at, &size) != 0) return {};
  if (::getnameinfo(at, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) return {};
  return text.data();
}

std::optional<std::size_t> HttpSocket::read(std::span<char> into) const {
  const ssize_t count = ::recv(descriptor_, into.data(), into.size(), 0);
  if (count >= 0) return static_cast<std::size_t>(count);
  if (is_passing(errno)) return std::nullopt;
  return 0;
}

std::optional<std::size_t> HttpSocket::write(std::string_view bytes) const {
  const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), kSendFlags);
  if (count >= 0) return static_cast<std::size_t>(count);
  if (is_passing(errno)) return 0;
  return std::nullopt;
}

void HttpSocket::end_writing() const {
  ::shutdown(descriptor_, SHUT_WR);
}

}  // namespace d1mcp::transport
