#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "jsonrpc/id_scanner.hpp"

namespace d1mcp::transport {

/// One line of input, without its end.
struct Line {
  std::string text;  ///< Empty when the line was too long.
  bool too_long = false;
  std::optional<jsonrpc::Id> id;  ///< What a line that was too long names as its id.
};

/// Cuts a stream of bytes into lines at '\n', however the bytes are delivered. Blank lines are
/// skipped. A line of more than `max_bytes` is read to its end but not kept.
class LineReader {
 public:
  using Handler = std::function<void(Line)>;

  explicit LineReader(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// Gives each line that `bytes` ends to `handle`.
  void feed(std::string_view bytes, const Handler& handle);

  /// The input has ended: what came after the last '\n' is a line, too.
  void finish(const Handler& handle);

 private:
  void keep(std::string_view bytes);
  void end_line(const Handler& handle);

  std::size_t max_bytes_;
  std::string kept_;
  std::optional<jsonrpc::IdScanner> scanner_;  // Set while the current line is too long.
};

}  // namespace d1mcp::transport
