// Any bytes as a message: reading them never crashes, what is answered is one line of valid JSON,
// and the scanner for the id of messages too large to keep never names another id than the reader
// does.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "core/text.hpp"
#include "jsonrpc/codec.hpp"
#include "jsonrpc/id_scanner.hpp"

namespace {

using namespace d1mcp;           // NOLINT(google-build-using-namespace)
using namespace d1mcp::jsonrpc;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

void check_line(const std::string& line) {
  require(is_valid_utf8(line));
  require(line.find('\n') == std::string::npos);
  require(parse(line, {}).is_json);
}

std::optional<Id> id_of_message(const Message& message) {
  if (const auto* request = std::get_if<Request>(&message)) {
    check_line(encode_result(request->id, request->params));
    return request->id;
  }
  if (const auto* response = std::get_if<Response>(&message)) return response->id;
  check_line(encode_notification(std::get<Notification>(message).method,
                                 std::get<Notification>(message).params));
  return std::nullopt;
}

std::optional<Id> id_of_malformed(const Malformed& malformed) {
  check_line(encode_fault(malformed.id, malformed.fault));
  return malformed.id;
}

void check_batch(const Batch& batch) {
  require(!batch.items.empty());
  for (const auto& item : batch.items) {
    if (const auto* message = std::get_if<Message>(&item)) {
      id_of_message(*message);
    } else {
      id_of_malformed(std::get<Malformed>(item));
    }
  }
}

void check_scanner(std::string_view text, const std::optional<Id>& known) {
  IdScanner scanner;
  scanner.feed(text.substr(0, text.size() / 2));
  scanner.feed(text.substr(text.size() / 2));
  const auto scanned = scanner.id();
  require(!scanned || scanned == known);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Limits limits{.max_bytes = 1 << 20, .max_depth = 16, .max_values = 1000, .max_batch = 8};
  const Decoded decoded = decode(text, limits);
  if (const auto* batch = std::get_if<Batch>(&decoded)) {
    check_batch(*batch);
  } else if (const auto* malformed = std::get_if<Malformed>(&decoded)) {
    const auto id = id_of_malformed(*malformed);
    if (malformed->fault.code != Code::parse_error) check_scanner(text, id);
  } else {
    check_scanner(text, id_of_message(std::get<Message>(decoded)));
  }
  return 0;
}
