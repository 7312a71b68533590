#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::transport {

/// Takes the frame off a body sent in chunks (RFC 9112, 7.1), strictly, as its bytes arrive.
/// Extensions of chunks and trailing fields are read over.
class HttpChunks {
 public:
  explicit HttpChunks(std::size_t max_body) : max_body_(max_body) {}

  enum class Defect { none, malformed, too_large };

  /// Appends what `bytes` holds of the body, and gives how many of the bytes are done with; the
  /// others are to be given again, with more behind them.
  std::size_t decode(std::string_view bytes, std::string& body);

  [[nodiscard]] Defect defect() const { return defect_; }
  [[nodiscard]] bool is_done() const { return at_ == At::end; }

 private:
  enum class At { size, data, data_end, trailer, end };

  std::size_t step(std::string_view bytes, std::string& body);
  void read_size(std::string_view line, std::size_t body_size);
  std::optional<std::string_view> line(std::string_view bytes);

  std::size_t max_body_;
  At at_ = At::size;
  std::size_t missing_ = 0;  // Of the current chunk.
  std::size_t trailer_bytes_ = 0;
  Defect defect_ = Defect::none;
};

}  // namespace d1mcp::transport
