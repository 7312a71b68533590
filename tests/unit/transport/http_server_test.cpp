// The HTTP server over real sockets.

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <string>
#include <thread>

#include "transport/http.hpp"
#include "unit/mcp/toy_server.hpp"
#include "unit/transport/raw_connection.hpp"

namespace d1mcp::transport {
namespace {

using mcp::stateless_line;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

HttpDispatchers one_level(mcp::Server server) {
  HttpDispatchers dispatchers;
  dispatchers.try_emplace(Access::read, std::move(server));
  return dispatchers;
}

std::string raw_post(const std::string& body, const std::string& more = {}) {
  return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/list\r\n" +
         more + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string raw_initialize() {
  const std::string body = mcp::initialize_line("2025-06-18");
  return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string raw_call(const std::string& tool) {
  const std::string body = stateless_line(1, "tools/call", R"("name":")" + tool + "\"");
  return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: " +
         tool + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class HttpServerTest : public ::testing::Test {
 protected:
  explicit HttpServerTest(HttpOptions options = {.limits = {.max_bytes = 100'000}}) {
    auto started = HttpServer::start(dispatchers_, std::move(options));
    EXPECT_TRUE(started) << (started ? "" : started.error().message);
    if (started) server_ = *std::move(started);
  }

  httplib::Headers headers(const std::string& method, const std::string& name = {}) {
    httplib::Headers made = {{"Accept", "application/json, text/event-stream"},
                             {"MCP-Protocol-Version", "2026-07-28"},
                             {"Mcp-Method", method}};
    if (!name.empty()) made.emplace("Mcp-Name", name);
    return made;
  }

  const HttpDispatchers dispatchers_ = one_level(mcp::toy_server());
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersAClient) {
  httplib::Client client("127.0.0.1", server_->port());

  const auto response = client.Post(
      "/mcp", headers("tools/list"), stateless_line(1, "tools/list"), "application/json");

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->get_header_value("Content-Type"), "application/json; charset=utf-8");
  EXPECT_THAT(response->body, HasSubstr(R"("name":"add")"));
}

TEST_F(HttpServerTest, KeepsASession) {
  httplib::Client client("127.0.0.1", server_->port());
  client.set_keep_alive(true);

  const auto begun = client.Post("/mcp", mcp::initialize_line("2025-11-25"), "application/json");
  ASSERT_TRUE(begun);
  const httplib::Headers session = {{"Mcp-Session-Id", begun->get_header_value("Mcp-Session-Id")}};
  const auto told = client.Post("/mcp",
                                session,
                                R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
                                "application/json");
  const auto answered =
      client.Post("/mcp", session, mcp::session_line(1, "ping"), "application/json");
  const auto ended = client.Delete("/mcp", session);

  EXPECT_EQ(told->status, 202);
  EXPECT_EQ(answered->body, R"({"jsonrpc":"2.0","id":1,"result":{}})");
  EXPECT_EQ(ended->status, 204);
}

TEST_F(HttpServerTest, StreamsProgressAndThenTheAnswer) {
  httplib::Client client("127.0.0.1", server_->port());
  std::string body = stateless_line(1, "tools/call", R"("name":"count")");
  body.insert(body.find(R"("io.)"), R"("progressToken":7,)");

  const auto response =
      client.Post("/mcp", headers("tools/call", "count"), body, "application/json");

  ASSERT_TRUE(response);
  EXPECT_EQ(response->get_header_value("Content-Type"), "text/event-stream");
  EXPECT_THAT(response->body, StartsWith("event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":"));
  EXPECT_THAT(response->body, HasSubstr(R"("progress":3,)"));
  EXPECT_THAT(response->body, HasSubstr("counted to 3"));
}

// A tool that tells when it has begun and when it was asked to stop.
struct Watched {
  std::atomic<bool> begun{false};
  std::atomic<bool> stopped{false};

  mcp::Server server() {
    mcp::Tool tool{
        .name = "watched",
        .contract = mcp::parse_contract(mcp::toy_contract("watched", R"({"type":"object"})")),
        .call = [this](const mcp::Json&, const mcp::CallContext& context) {
          begun = true;
          while (!context.work.must_end())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
          stopped = true;
          return Result<mcp::ToolResult>(mcp::ToolResult{});
        }};
    return {.info = {}, .tools = std::move(mcp::Catalog::create({tool})).value()};
  }
};

bool becomes_true(const std::atomic<bool>& fact) {
  for (int step = 0; step < 20'000 && !fact; ++step) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return fact;
}

TEST(HttpServer, CancelsAToolWhoseClientHangsUp) {
  Watched watched;
  const HttpDispatchers dispatchers = one_level(watched.server());
  const auto server = HttpServer::start(dispatchers, {});
  ASSERT_TRUE(server);
  {
    RawConnection connection((*server)->port());
    connection.say(raw_call("watched"));
    ASSERT_TRUE(becomes_true(watched.begun));
  }

  EXPECT_TRUE(becomes_true(watched.stopped));
}

TEST_F(HttpServerTest, StopsAtOnceThoughConnectionsAreOpenAndToolsRun) {
  RawConnection idle(server_->port());
  httplib::Client client("127.0.0.1", server_->port());
  std::thread waiting([&] {
    client.Post("/mcp",
                headers("tools/call", "wait"),
                stateless_line(1, "tools/call", R"("name":"wait")"),
                "application/json");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto begun = std::chrono::steady_clock::now();

  EXPECT_EQ(server_->stop(), Closed::cleanly);

  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(4));
  waiting.join();
}

TEST_F(HttpServerTest, AnswersEveryOneOfSeveralPipelinedRequests) {
  RawConnection connection(server_->port());
  const std::string one = raw_post(stateless_line(1, "tools/list"));

  connection.say(one + one + raw_post(stateless_line(3, "tools/list"), "Connection: close\r\n"));
  const std::string heard = connection.hear_all();

  EXPECT_THAT(heard, HasSubstr(R"({"jsonrpc":"2.0","id":3)"));
  EXPECT_EQ(count_of("HTTP/1.1 200", heard), 3U);
}

TEST_F(HttpServerTest, TakesNoBodyForTheNextRequest) {
  RawConnection connection(server_->port());
  const std::string smuggled = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

  connection.say(
      "GET /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(smuggled.size()) +
      "\r\n\r\n" + smuggled + "PUT /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

  const std::string heard = connection.hear_all();
  EXPECT_EQ(count_of("HTTP/1.1 ", heard), 2U);
  EXPECT_THAT(heard, StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(heard, Not(HasSubstr("\"ok\"")));
}

TEST_F(HttpServerTest, RefusesABodyWhoseLengthIsAMatterOfOpinion) {
  const std::string body = stateless_line(1, "tools/list");
  const std::string smuggled = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  for (const char* opinion :
       {"Transfer-Encoding: chunked\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: gzip\r\n"}) {
    RawConnection connection(server_->port());

    connection.say(raw_post(body, opinion) + smuggled);

    const std::string heard = connection.hear_all();
    EXPECT_THAT(heard, Not(HasSubstr("HTTP/1.1 200"))) << opinion;
    EXPECT_THAT(heard, Not(HasSubstr("\"ok\""))) << opinion;
  }
}

TEST_F(HttpServerTest, AnswersAPostWithoutLengthAtOnce) {
  RawConnection connection(server_->port());

  connection.say("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n");

  EXPECT_THAT(connection.hear_response(), StartsWith("HTTP/1.1 400"));
}

TEST_F(HttpServerTest, TakesAChunkedBody) {
  RawConnection connection(server_->port());
  const std::string body = stateless_line(1, "tools/list");
  std::array<char, 16> size{};
  std::snprintf(size.data(), size.size(), "%zx", body.size());

  connection.say(
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/list\r\nConnection: close\r\n"
      "Transfer-Encoding: chunked\r\n\r\n" +
      std::string(size.data()) + "\r\n" + body + "\r\n0\r\n\r\n");

  EXPECT_THAT(connection.hear_all(), HasSubstr(R"("id":1,"result")"));
}

TEST_F(HttpServerTest, EndsABodyThatGrowsBeyondTheLimit) {
  RawConnection measured(server_->port());
  measured.say(raw_post(std::string(300'000, ' ')));
  EXPECT_THAT(measured.hear_all(), StartsWith("HTTP/1.1 413"));

  RawConnection chunked(server_->port());
  chunked.say(
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  for (int chunk = 0; chunk < 100; ++chunk)
    chunked.say("2710\r\n" + std::string(10'000, ' ') + "\r\n");
  EXPECT_THAT(chunked.hear_all(), StartsWith("HTTP/1.1 413"));
}

TEST_F(HttpServerTest, EndsAHeaderThatGrowsBeyondTheLimit) {
  RawConnection connection(server_->port());

  connection.say("GET /health HTTP/1.1\r\nHost: localhost\r\n");
  for (int line = 0; line < 200; ++line)
    connection.say("X-" + std::to_string(line) + ": " + std::string(1000, 'x') + "\r\n");

  EXPECT_THAT(connection.hear_all(), StartsWith("HTTP/1.1 431"));
}

TEST_F(HttpServerTest, SurvivesGarbage) {
  for (const char* garbage : {"GET\r\n\r\n", "\x16\x03\x01\x02", "POST /mcp HTTP/9.9\r\n\r\n"}) {
    RawConnection connection(server_->port());
    connection.say(garbage);
    connection.say("\r\n\r\n");
    EXPECT_THAT(connection.hear_all(), StartsWith("HTTP/1.1 400")) << garbage;
  }
  httplib::Client client("127.0.0.1", server_->port());

  const auto response = client.Get("/health");

  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, R"({"status":"ok"})");
}

TEST_F(HttpServerTest, IgnoresRangesAndEncodings) {
  httplib::Client client("127.0.0.1", server_->port());

  const auto response =
      client.Get("/health", {{"Range", "bytes=0-0"}, {"Accept-Encoding", "br, gzip"}});

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, R"({"status":"ok"})");
}

TEST_F(HttpServerTest, SharesItsPortWithNobody) {
  const auto second = HttpServer::start(dispatchers_, {.port = server_->port()});

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_THAT(second.error().message, HasSubstr(std::to_string(server_->port())));
}

TEST_F(HttpServerTest, IsNotReachableFromElsewhereWithoutAToken) {
  const HttpOptions guarded_options{.host = "0.0.0.0",
                                    .tokens = {{.secret = "s3cret", .access = Access::read}}};

  const auto open = HttpServer::start(dispatchers_, {.host = "0.0.0.0"});
  const auto guarded = HttpServer::start(dispatchers_, guarded_options);

  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, ErrorCode::permission_denied);
  EXPECT_TRUE(guarded);
}

TEST_F(HttpServerTest, AnswersAtOnceThoughManyConnectionsAreIdle) {
  std::vector<std::unique_ptr<RawConnection>> idle;
  for (int count = 0; count < 256; ++count) {
    idle.push_back(std::make_unique<RawConnection>(server_->port()));
    idle.back()->say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
  for (const auto& connection : idle) connection->hear_response();
  RawConnection connection(server_->port());

  connection.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");

  EXPECT_THAT(connection.hear_response(), HasSubstr("\"ok\""));
}

TEST_F(HttpServerTest, AnswersAtOnceThoughManyStreamsAreOpen) {
  std::vector<std::unique_ptr<RawConnection>> streams;
  for (int count = 0; count < 256; ++count) {
    streams.push_back(std::make_unique<RawConnection>(server_->port()));
    RawConnection& stream = *streams.back();
    stream.say(raw_initialize());
    const std::string begun = stream.hear_response();
    const std::size_t id = begun.find("Mcp-Session-Id: ");
    ASSERT_NE(id, std::string::npos) << begun;
    stream.say("GET /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" +
               begun.substr(id, begun.find("\r\n", id) - id) + "\r\n\r\n");
    ASSERT_THAT(stream.hear_until("\r\n\r\n"), HasSubstr("text/event-stream"));
  }
  RawConnection connection(server_->port());

  connection.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");

  EXPECT_THAT(connection.hear_response(), HasSubstr("\"ok\""));
}

TEST_F(HttpServerTest, TellsAClientThatWaitsThatItEnds) {
  RawConnection connection(server_->port());
  connection.say(raw_call("wait"));
  // Answered on the same thread, after the request before it was begun.
  RawConnection other(server_->port());
  other.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  other.hear_response();

  EXPECT_EQ(server_->stop(), Closed::cleanly);

  EXPECT_THAT(connection.hear_all(), StartsWith("HTTP/1.1 503"));
}

TEST_F(HttpServerTest, CompressesNothing) {
  RawConnection connection(server_->port());

  connection.say(raw_post(stateless_line(1, "tools/list"), "Accept-Encoding: br, gzip\r\n"));

  const std::string response = connection.hear_response();
  EXPECT_THAT(response, Not(HasSubstr("Content-Encoding")));
  EXPECT_THAT(response, HasSubstr(R"("name":"add")"));
}

TEST_F(HttpServerTest, TakesNoCompressedBody) {
  RawConnection connection(server_->port());

  connection.say(raw_post("pretended", "Content-Encoding: gzip\r\n"));

  EXPECT_THAT(connection.hear_all(), StartsWith("HTTP/1.1 415"));
}

TEST_F(HttpServerTest, TakesNoBodyThatItRefusesForTheNextRequest) {
  RawConnection connection(server_->port());
  const std::string smuggled = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

  connection.say("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Length: " +
                 std::to_string(smuggled.size()) + "\r\nConnection: close\r\n\r\n" + smuggled);

  const std::string heard = connection.hear_all();
  EXPECT_THAT(heard, StartsWith("HTTP/1.1 403"));
  EXPECT_EQ(count_of("HTTP/1.1 ", heard), 1U);
}

TEST_F(HttpServerTest, TellsAClientToSendABodyItWillTake) {
  RawConnection connection(server_->port());
  const std::string request = raw_post(stateless_line(1, "tools/list"), "Expect: 100-continue\r\n");
  const std::size_t body = request.find("\r\n\r\n") + 4;

  connection.say(request.substr(0, body));
  const std::string leave = connection.hear_until("\r\n\r\n");
  connection.say(request.substr(body));

  EXPECT_EQ(leave, "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_THAT(connection.hear_response(), StartsWith("HTTP/1.1 200"));
}

TEST_F(HttpServerTest, ListensOnIpv6) {
  const auto server = HttpServer::start(dispatchers_, {.host = "::1"});
  if (!server) GTEST_SKIP() << "no IPv6 here: " << server.error().message;
  RawConnection connection((*server)->port(), "::1");

  connection.say("GET /health HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n");

  EXPECT_THAT(connection.hear_response(), StartsWith("HTTP/1.1 200"));
}

TEST_F(HttpServerTest, TakesHeaderValuesAsTheyAreSent) {
  RawConnection connection(server_->port());
  const std::string body = stateless_line(1, "resources/read", R"("uri":"toy://a%0d%0aX-Evil: 1")");

  connection.say(
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: resources/read\r\n"
      "Mcp-Name: toy://a%0d%0aX-Evil: 1\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);

  EXPECT_THAT(connection.hear_response(), HasSubstr("-32602")) << "header and body agree";
}

}  // namespace
}  // namespace d1mcp::transport
