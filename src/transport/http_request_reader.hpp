#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "transport/http_chunks.hpp"
#include "transport/http_message.hpp"
#include "transport/http_parser.hpp"

namespace d1mcp::transport {

/// What the parts of a request may take.
struct HttpLimits {
  std::size_t head_bytes = std::size_t{32} * 1024;
  std::size_t field_bytes = std::size_t{8} * 1000;  ///< One line of the head.
  std::size_t fields = 100;
  std::size_t body_bytes = std::size_t{16} * 1024 * 1024;
};

/// Cuts the bytes of one connection into requests, however they were cut on their way. Limits are
/// checked before bytes are kept. Used by one thread.
class HttpRequestReader {
 public:
  /// The parser outlives the reader.
  HttpRequestReader(HttpParser& parser, HttpLimits limits) : parser_(parser), limits_(limits) {}

  /// How many bytes are best added next, at least 1: of a head no more than it may have.
  [[nodiscard]] std::size_t room() const;

  void add(std::string_view bytes);

  /// More bytes are needed.
  struct Incomplete {};
  using Next = std::variant<Incomplete, HttpRequest, HttpRefusal>;

  /// The next whole request. After a refusal nothing else comes.
  Next next();

  /// Forgets everything and reads nothing more.
  void abandon();

  /// Whether the client waits for leave to send its body (RFC 9110, 10.1.1); true once for a
  /// request.
  bool take_wants_leave() { return std::exchange(wants_leave_, false); }

  /// Whether nothing of a next request has come yet.
  [[nodiscard]] bool is_empty() const { return !request_ && begin_ == buffer_.size(); }

  /// How many bytes it keeps.
  [[nodiscard]] std::size_t size() const {
    return buffer_.size() - begin_ + (request_ ? request_->body.size() : 0);
  }

 private:
  std::optional<HttpRefusal> read_head();
  std::optional<HttpRefusal> plan_body();
  std::optional<HttpRefusal> read_body();
  void consume(std::size_t count);
  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }

  HttpParser& parser_;
  HttpLimits limits_;
  std::string buffer_;
  std::size_t begin_ = 0;                       // Of what has not been consumed.
  std::size_t searched_ = 0;                    // So much of the rest holds no end of a head.
  std::optional<HttpRequest> request_;          // Its head has been read.
  std::variant<std::size_t, HttpChunks> body_;  // Bytes that are missing, or chunks.
  bool wants_leave_ = false;
  bool failed_ = false;
};

}  // namespace d1mcp::transport
