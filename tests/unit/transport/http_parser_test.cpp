#include "transport/http_parser.hpp"

#include <gtest/gtest.h>
#include <string>

namespace d1mcp::transport {
namespace {

TEST(HttpParser, ReadsAHead) {
  HttpParser parser;

  const auto request =
      parser.parse("POST /mcp?x=1 HTTP/1.0\r\nHost: localhost\r\nX-Empty:\r\nx-two:  a b \r\n\r\n");

  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, "POST");
  EXPECT_EQ(request->path, "/mcp");
  EXPECT_EQ(request->version, HttpVersion::v1_0);
  EXPECT_EQ(request->headers.find("host"), "localhost");
  EXPECT_EQ(request->headers.find("X-Two"), "a b");
}

TEST(HttpParser, LeavesValuesAsTheyAre) {
  HttpParser parser;

  const auto request =
      parser.parse("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a%0d%0aX: %41+%\r\n\r\n");

  ASSERT_TRUE(request);
  EXPECT_EQ(request->headers.find("Origin"), "http://a%0d%0aX: %41+%");
}

class LooseHead : public ::testing::TestWithParam<const char*> {};

TEST_P(LooseHead, IsRefused) {
  HttpParser parser;

  EXPECT_FALSE(parser.parse(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Heads,
                         LooseHead,
                         ::testing::Values("\r\n",
                                           "GET / HTTP/1.1\r\n",
                                           "GET / HTTP/1.1\nHost: x\n\n",
                                           "GET  / HTTP/1.1\r\n\r\n",
                                           "GET / HTTP/2.0\r\n\r\n",
                                           "get / HTTP/1.1\r\n\r\n",
                                           "GET / HTTP/1.1\r\nno field\r\n\r\n",
                                           "GET / HTTP/1.1\r\n: no name\r\n\r\n",
                                           "GET / HTTP/1.1\r\nName : x\r\n\r\n",
                                           "GET / HTTP/1.1\r\nA: x\r\n folded\r\n\r\n",
                                           "GET / HTTP/1.1\r\nA: x\nB: y\r\n\r\n",
                                           "GET / HTTP/1.1\r\nA: x\ry\r\n\r\n",
                                           "GET / HTTP/1.1\r\nA: \x01\r\n\r\n",
                                           "GET / HTTP/1.1\r\nA: x\r\n\r\nmore"));

}  // namespace
}  // namespace d1mcp::transport
