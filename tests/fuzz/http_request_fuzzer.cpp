// Any bytes on a connection: what is read of them does not depend on how they were cut on their way
// and is never kept beyond the limits, and every request that comes of them gets one response,
// whose body is JSON or a stream of events.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "jsonrpc/parse.hpp"
#include "transport/http_endpoint.hpp"
#include "transport/http_request_reader.hpp"

namespace {

using namespace d1mcp;             // NOLINT(google-build-using-namespace)
using namespace d1mcp::transport;  // NOLINT(google-build-using-namespace)

constexpr HttpLimits kLimits{
    .head_bytes = 4096, .field_bytes = 1000, .fields = 20, .body_bytes = 4096};

// What a reader may keep: a whole request, and the bytes of the next piece.
constexpr std::size_t kMostKept = kLimits.head_bytes + 2 * kLimits.body_bytes;

void require(bool holds) {
  if (!holds) std::abort();
}

class OnlyResponse final : public HttpSink {
 public:
  void respond(HttpResponse response) override {
    require(!begun_);
    begun_ = true;
    require(response.status >= 200 && response.status < 600);
    require(response.body.empty() || jsonrpc::parse(response.body, {}).is_json);
  }
  void begin_stream(HttpResponse head) override {
    require(!begun_ && head.headers.find("Content-Type") == "text/event-stream");
    begun_ = true;
  }
  bool send(std::string_view piece) override {
    require(begun_ && piece.ends_with("\n\n"));
    return true;
  }
  void end_stream() override { require(begun_); }
  void when_gone(std::function<void()> then) override { when_gone_ = std::move(then); }

  void check_and_leave() {
    require(begun_);
    if (when_gone_) when_gone_();
  }

 private:
  bool begun_ = false;
  std::function<void()> when_gone_;
};

struct ReadAll {
  std::vector<HttpRequest> requests;
  int refused = 0;  ///< The status; 0 when nothing was refused.
};

ReadAll read_in_pieces(std::string_view bytes, std::size_t piece) {
  static HttpParser parser;
  HttpRequestReader reader(parser, kLimits);
  ReadAll read;
  while (!bytes.empty() && read.refused == 0) {
    reader.add(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    while (true) {
      auto next = reader.next();
      if (auto* request = std::get_if<HttpRequest>(&next)) {
        read.requests.push_back(std::move(*request));
        continue;
      }
      if (const auto* refusal = std::get_if<HttpRefusal>(&next)) read.refused = refusal->status;
      break;
    }
    require(reader.size() <= kMostKept + piece);
  }
  return read;
}

void require_same(const ReadAll& one, const ReadAll& other) {
  require(one.refused == other.refused && one.requests.size() == other.requests.size());
  for (std::size_t index = 0; index < one.requests.size(); ++index) {
    const HttpRequest& a = one.requests[index];
    const HttpRequest& b = other.requests[index];
    require(a.method == b.method && a.path == b.path && a.body == b.body);
    require(a.headers.all() == b.headers.all());
  }
}

HttpDispatchers dispatchers() {
  HttpDispatchers made;
  made.try_emplace(
      Access::read,
      mcp::Server{.info = {.name = "fuzzed", .version = "1", .title = {}, .instructions = {}},
                  .tools = *mcp::Catalog::create({})});
  return made;
}

void answer(const std::vector<HttpRequest>& requests) {
  static const HttpDispatchers served = dispatchers();
  HttpOptions options;
  options.workers = 0;
  HttpEndpoint endpoint(served, options);
  std::vector<std::shared_ptr<OnlyResponse>> sinks;
  for (const HttpRequest& request : requests) {
    sinks.push_back(std::make_shared<OnlyResponse>());
    endpoint.handle(request, sinks.back());
  }
  for (const auto& sink : sinks) sink->check_and_leave();
  endpoint.stop();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ReadAll whole = read_in_pieces(bytes, std::max<std::size_t>(size, 1));
  require_same(whole, read_in_pieces(bytes, 7));
  require_same(whole, read_in_pieces(bytes, 1));
  answer(whole.requests);
  return 0;
}
