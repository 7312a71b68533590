#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "jsonrpc/json.hpp"

namespace d1mcp::jsonrpc {

/// What one message may cost. A request beyond a limit is refused, never cut.
struct Limits {
  std::size_t max_bytes = std::size_t{16} * 1024 * 1024;
  std::size_t max_depth =
      64;  ///< Nested arrays and objects; also keeps `dump` off the stack's end.
  std::size_t max_values = 1'000'000;  ///< Values of any kind; one costs about 60 bytes of memory.
  std::size_t max_batch = 64;
  std::size_t max_gap = std::size_t{256} * 1024;  ///< Bytes between two strings or numbers.
};

/// A parsed text. With a `defect` the text is not acceptable: either it is no JSON (`is_json` is
/// false, `value` is null), or it breaks a rule, and `value` holds what could be kept, so that the
/// id of the request can still be told.
struct Parsed {
  Json value;
  bool is_json = true;
  std::string defect;  ///< A sentence; empty when all is well.
};

/// Parses strictly (RFC 8259, one text, valid UTF-8, a leading byte order mark is tolerated) and
/// within `limits.max_depth` and `limits.max_values`. A member name that occurs twice in one object
/// is a defect. Time and memory are linear in the size of `text`, which is not checked here.
Parsed parse(std::string_view text, const Limits& limits);

}  // namespace d1mcp::jsonrpc
