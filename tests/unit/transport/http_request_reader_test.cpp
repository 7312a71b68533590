#include "transport/http_request_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace d1mcp::transport {
namespace {

using ::testing::ElementsAre;

constexpr HttpLimits kSmall{.head_bytes = 1000, .field_bytes = 300, .fields = 5, .body_bytes = 20};

struct Read {
  std::vector<std::string> bodies;
  int refused = 0;  // Its status.
};

// What comes out when the bytes arrive in pieces of `size`.
Read read(std::string_view bytes, std::size_t size) {
  HttpParser parser;
  HttpRequestReader reader(parser, kSmall);
  Read read;
  while (!bytes.empty()) {
    reader.add(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
    while (true) {
      auto next = reader.next();
      if (const auto* refusal = std::get_if<HttpRefusal>(&next)) read.refused = refusal->status;
      const auto* request = std::get_if<HttpRequest>(&next);
      if (request == nullptr) break;
      read.bodies.push_back(request->path + " " + request->body);
    }
  }
  return read;
}

class HowItArrives : public ::testing::TestWithParam<std::size_t> {};

TEST_P(HowItArrives, DoesNotMatter) {
  const Read requests = read(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /2 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
      "POST /3 HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "3;x=y\r\nabc\r\n00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
      "\r\nPOST /4 HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
      "GET /5 HTTP/1.1\r\nContent-Length: 19\r\n\r\nGET /6 HTTP/1.1\r\n\r\n",
      GetParam());

  EXPECT_EQ(requests.refused, 0);
  EXPECT_THAT(
      requests.bodies,
      ElementsAre("/1 ", "/2 hello", "/3 abc0123456789", "/4 ", "/5 GET /6 HTTP/1.1\r\n\r\n"));
}

INSTANTIATE_TEST_SUITE_P(Pieces, HowItArrives, ::testing::Values(1, 2, 3, 7, 64, 100'000));

struct Refused {
  const char* what;
  std::string request;
  int status;
};

class Refusal : public ::testing::TestWithParam<Refused> {};

TEST_P(Refusal, HasItsStatusAndIsTheLastThing) {
  const std::string next = "GET /next HTTP/1.1\r\n\r\n";

  for (const std::size_t size : {std::size_t{1}, std::size_t{100'000}}) {
    const Read requests = read(GetParam().request + next, size);
    EXPECT_EQ(requests.refused, GetParam().status);
    EXPECT_TRUE(requests.bodies.empty());
  }
}

std::string post(const std::string& fields, const std::string& body = {}) {
  return "POST / HTTP/1.1\r\n" + fields + "\r\n\r\n" + body;
}

INSTANTIATE_TEST_SUITE_P(
    Requests,
    Refusal,
    ::testing::Values(
        Refused{"two_lengths", post("Content-Length: 5\r\nContent-Length: 6", "hello!"), 400},
        Refused{"the_same_length_twice", post("Content-Length: 5\r\nContent-Length: 5"), 400},
        Refused{"length_and_chunks", post("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400},
        Refused{"a_list_of_lengths", post("Content-Length: 5, 5", "hello"), 400},
        Refused{"a_signed_length", post("Content-Length: +5", "hello"), 400},
        Refused{"a_huge_length", post("Content-Length: 99999999999999999999999"), 400},
        Refused{"too_long", post("Content-Length: 21"), 413},
        Refused{"other_coding", post("Transfer-Encoding: gzip, chunked"), 501},
        Refused{"compressed", post("Content-Encoding: gzip\r\nContent-Length: 5"), 415},
        Refused{
            "chunks_in_1_0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        Refused{"no_chunk_size", post("Transfer-Encoding: chunked", "x\r\nabc\r\n"), 400},
        Refused{"bare_line_feed", post("Transfer-Encoding: chunked", "3\nabc\r\n0\r\n\r\n"), 400},
        Refused{"chunk_without_end", post("Transfer-Encoding: chunked", "3\r\nabcd\r\n"), 400},
        Refused{"large_chunk", post("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFF\r\n"), 413},
        Refused{
            "overflowing_chunk", post("Transfer-Encoding: chunked", "1FFFFFFFFFFFFFFFF\r\n"), 413},
        Refused{"chunks_grow",
                post("Transfer-Encoding: chunked", "a\r\n0123456789\r\nb\r\n01234567890\r\n"),
                413},
        Refused{"long_line", "GET / HTTP/1.1\r\nX: " + std::string(400, 'x') + "\r\n\r\n", 431},
        Refused{"line_without_end", "GET /" + std::string(400, 'x'), 431},
        Refused{"long_head",
                "GET / HTTP/1.1\r\nX: " + std::string(250, 'x') +
                    "\r\nY: " + std::string(250, 'x') + "\r\nZ: " + std::string(250, 'x') +
                    "\r\nA: " + std::string(250, 'x') + "\r\n\r\n",
                431},
        Refused{"many_fields",
                "GET / HTTP/1.1\r\nA: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\nF: 1\r\n\r\n",
                431},
        Refused{"no_http", "\x16\x03\x01", 400},
        Refused{"no_form", "GET /\r\n\r\n", 400}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(HttpRequestReader, TellsOnceThatTheClientWaits) {
  HttpParser parser;
  HttpRequestReader reader(parser, kSmall);
  reader.add("POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");

  reader.next();

  EXPECT_TRUE(reader.take_wants_leave());
  EXPECT_FALSE(reader.take_wants_leave());
}

TEST(HttpRequestReader, KeepsNothingThatIsDone) {
  HttpParser parser;
  HttpRequestReader reader(parser, kSmall);
  reader.add("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhel");
  reader.next();
  EXPECT_EQ(reader.size(), 3U);
  EXPECT_FALSE(reader.is_empty());

  reader.add("lo");
  reader.next();

  EXPECT_EQ(reader.size(), 0U);
  EXPECT_TRUE(reader.is_empty());
}

}  // namespace
}  // namespace d1mcp::transport
