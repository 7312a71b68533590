#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "core/text.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::transfer {

/// Walks through a text that arrives in pieces and knows on which line it is.
class TextCursor {
 public:
  explicit TextCursor(sql::ChunkSource chunks) : chunks_(std::move(chunks)) {}

  /// What is known of the text from here on; at least one byte, unless the text has ended. Views of
  /// it are valid until the next call.
  Result<std::string_view> rest() { return more_than(0); }

  /// What is known from here on: more than `size` bytes, unless the text has ended before.
  Result<std::string_view> more_than(std::size_t size) {
    while (!has_ended_ && buffer_.size() - at_ <= size) {
      buffer_.erase(0, std::exchange(at_, 0));
      TRY_ASSIGN(const std::string piece, chunks_());
      has_ended_ = piece.empty();
      buffer_ += piece;
    }
    return std::string_view(buffer_).substr(at_);
  }

  /// Goes past `size` bytes of what is known.
  void skip(std::size_t size) {
    const std::string_view passed = std::string_view(buffer_).substr(at_, size);
    std::size_t line_begin = 0;
    for (auto end = passed.find('\n'); end != std::string_view::npos;
         end = passed.find('\n', line_begin)) {
      line_begin = end + 1;
      ++line_;
      column_ = 1;
    }
    column_ += static_cast<std::uint32_t>(count_code_points(passed.substr(line_begin)));
    at_ += size;
  }

  /// Goes past bytes that editors do not show.
  void leave_out(std::size_t size) { at_ += size; }

  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }

 private:
  sql::ChunkSource chunks_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool has_ended_ = false;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace d1mcp::transfer
