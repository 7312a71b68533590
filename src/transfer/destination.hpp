#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/files.hpp"
#include "core/result.hpp"

namespace d1mcp::transfer {

/// Where an export goes. Bytes arrive in pieces that mean nothing: a piece may end anywhere.
class ByteSink {
 public:
  ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  ByteSink(ByteSink&&) = delete;
  ByteSink& operator=(ByteSink&&) = delete;
  virtual ~ByteSink() = default;

  /// A failure ends the export, which passes it on as it is.
  virtual Status write(std::string_view bytes) = 0;
};

/// Writes into a file that its owner commits once the export has succeeded.
class FileSink final : public ByteSink {
 public:
  /// `file` must outlive the sink.
  explicit FileSink(NewFile& file) : file_(file) {}

  Status write(std::string_view bytes) override { return file_.write(bytes); }

 private:
  NewFile& file_;
};

/// Keeps an export in memory as long as it is small. One byte more than `max_bytes` is
/// `limit_exceeded`, and the caller makes a file instead.
class MemorySink final : public ByteSink {
 public:
  explicit MemorySink(std::uint64_t max_bytes) : max_bytes_(max_bytes) {}

  Status write(std::string_view bytes) override;

  [[nodiscard]] const std::string& content() const { return content_; }
  [[nodiscard]] std::string take() { return std::exchange(content_, {}); }

 private:
  std::uint64_t max_bytes_;
  std::string content_;
};

}  // namespace d1mcp::transfer
