// The text is "<payload>.<tag>", both base64url. The payload is "<expiry in seconds>:<state>"; the
// tag authenticates it together with what the request asks for.

#include "mcp/request_state.hpp"

#include <charconv>

#include "core/encoding.hpp"

namespace d1mcp::mcp {
namespace {

using std::chrono::seconds;

constexpr std::chrono::minutes kValidFor{15};
constexpr std::size_t kLongest = std::size_t{64} * 1024;

// What differs between the first call and the one that brings answers is left out, and the members
// are sorted: a client may write them in another order when it asks anew.
std::string asked_for(const jsonrpc::Request& request) {
  using Sorted = nlohmann::json;
  Sorted params = request.params;
  for (const char* name : {"_meta", "inputResponses", "requestState"}) params.erase(name);
  const std::string text =
      params.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false, Sorted::error_handler_t::replace);
  return request.method + "\n" + sha256_hex(text);
}

std::int64_t in_seconds(RequestState::Clock::time_point time) {
  return std::chrono::duration_cast<seconds>(time.time_since_epoch()).count();
}

}  // namespace

RequestState::RequestState() : key_(random_bytes(32)) {}

std::string RequestState::tag_of(const std::string& payload,
                                 const jsonrpc::Request& request) const {
  const Sha256 tag = hmac_sha256(key_, asked_for(request) + "\n" + payload);
  return base64url_encode(std::string(tag.begin(), tag.end()));
}

std::string RequestState::seal(const std::string& state,
                               const jsonrpc::Request& request,
                               Clock::time_point now) const {
  const std::string payload = std::to_string(in_seconds(now + kValidFor)) + ":" + state;
  return base64url_encode(payload) + "." + tag_of(payload, request);
}

std::optional<std::string> RequestState::open(std::string_view sealed,
                                              const jsonrpc::Request& request,
                                              Clock::time_point now) const {
  const std::size_t dot = sealed.find('.');
  if (dot == std::string_view::npos || sealed.size() > kLongest) return std::nullopt;
  const auto payload = base64url_decode(sealed.substr(0, dot));
  // Digests of the tags are compared, so that the time it takes tells nothing about the right one.
  if (!payload || sha256(sealed.substr(dot + 1)) != sha256(tag_of(*payload, request))) {
    return std::nullopt;
  }
  std::int64_t expiry = 0;
  const char* end = payload->data() + payload->size();
  const auto [colon, failure] = std::from_chars(payload->data(), end, expiry);
  if (failure != std::errc{} || colon == end || expiry < in_seconds(now)) return std::nullopt;
  return std::string(colon + 1, end);
}

}  // namespace d1mcp::mcp
