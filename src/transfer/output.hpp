#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "transfer/destination.hpp"

namespace d1mcp::transfer {

/// Collects text and hands it to a sink in pieces of about 64 KB.
class Output {
 public:
  /// `sink` must outlive the output.
  explicit Output(ByteSink& sink);

  /// Where to append. Whoever appends in a loop calls `pass_on` from time to time.
  std::string& text() { return text_; }

  /// Hands over what was collected, once it is worth a call.
  Status pass_on() {
    if (text_.size() < kPieceBytes) return {};
    return finish();
  }

  Status append(std::string_view text) {
    text_ += text;
    return pass_on();
  }

  /// Hands over the rest.
  Status finish();

  /// All bytes handed over so far.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t kPieceBytes = 64 * std::size_t{1024};

  ByteSink& sink_;
  std::string text_;
  std::uint64_t bytes_ = 0;
};

}  // namespace d1mcp::transfer
