// Connections and their limits over real sockets, without MCP.

#include <condition_variable>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "transport/http_loop.hpp"
#include "unit/transport/raw_connection.hpp"

namespace d1mcp::transport {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kHello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

/// Answers /hello; keeps the sinks of everything else for the test.
class HttpConnections : public ::testing::Test {
 protected:
  void serve(HttpLoop::Options options = {}) {
    auto listener = HttpSocket::listen("127.0.0.1", 0);
    ASSERT_TRUE(listener);
    port_ = listener->port();
    auto loop =
        HttpLoop::start(*std::move(listener),
                        options,
                        [this](const HttpRequest& request, const std::shared_ptr<HttpSink>& sink) {
                          if (request.path == "/hello") {
                            sink->respond({.status = 200, .headers = {}, .body = "hello"});
                          } else {
                            keep(sink);
                          }
                        });
    ASSERT_TRUE(loop);
    loop_ = *std::move(loop);
  }

  void keep(const std::shared_ptr<HttpSink>& sink) {
    const std::lock_guard lock(mutex_);
    kept_.push_back(sink);
    changed_.notify_all();
  }

  // The first sink that was kept.
  std::shared_ptr<HttpSink> sink() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [this] { return !kept_.empty(); });
    EXPECT_FALSE(kept_.empty());
    return kept_.empty() ? nullptr : kept_.front();
  }

  static HttpPatience impatient() {
    return {.idle = milliseconds(50),
            .to_send = milliseconds(50),
            .to_read = milliseconds(50),
            .to_close = milliseconds(50),
            .between_pings = milliseconds(50)};
  }

  int port_ = 0;
  std::unique_ptr<HttpLoop> loop_;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<HttpSink>> kept_;
};

TEST_F(HttpConnections, AnswerInTheOrderOfTheRequests) {
  serve();
  RawConnection connection(port_);

  connection.say("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n" + std::string(kHello));
  sink()->respond({.status = 404, .headers = {}, .body = "none"});

  EXPECT_THAT(connection.hear_response(), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(connection.hear_response(), StartsWith("HTTP/1.1 200"));
}

TEST_F(HttpConnections, ServeOldClients) {
  serve();
  RawConnection connection(port_);

  connection.say(
      "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\nHEAD /hello HTTP/1.0\r\n\r\n");

  EXPECT_THAT(connection.hear_response(), HasSubstr("Connection: keep-alive"));
  const std::string last = connection.hear_all();
  EXPECT_THAT(last, HasSubstr("Content-Length: 5"));
  EXPECT_EQ(count_of("hello", last), 0U);
}

TEST_F(HttpConnections, EndWhenNoRequestComes) {
  serve({.patience = impatient()});
  RawConnection silent(port_);

  EXPECT_EQ(silent.hear_all(), "");
}

TEST_F(HttpConnections, RefuseARequestThatTakesTooLong) {
  serve({.patience = impatient()});
  RawConnection slow(port_);

  slow.say("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");

  EXPECT_THAT(slow.hear_all(), StartsWith("HTTP/1.1 408"));
}

TEST_F(HttpConnections, KeepASlowRequestFromNobodyElse) {
  serve();
  std::vector<std::unique_ptr<RawConnection>> slow;
  for (int count = 0; count < 100; ++count) {
    slow.push_back(std::make_unique<RawConnection>(port_));
    slow.back()->say("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");
  }
  RawConnection connection(port_);

  connection.say(kHello);

  EXPECT_THAT(connection.hear_response(), HasSubstr("hello"));
}

TEST_F(HttpConnections, AreLimited) {
  serve({.connections = 2});
  RawConnection first(port_);
  first.say(kHello);
  first.hear_response();
  auto second = std::make_unique<RawConnection>(port_);
  second->say(kHello);
  second->hear_response();

  EXPECT_THAT(RawConnection(port_).hear_all(), StartsWith("HTTP/1.1 503"));
}

TEST_F(HttpConnections, SendAStreamAsItComes) {
  serve();
  RawConnection connection(port_);
  connection.say("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto stream = sink();

  stream->begin_stream({.status = 200, .headers = {}, .body = {}});
  EXPECT_THAT(connection.hear_until("\r\n\r\n"), HasSubstr("Transfer-Encoding: chunked"));
  EXPECT_TRUE(stream->send("first"));
  EXPECT_EQ(connection.hear_until("first\r\n"), "5\r\nfirst\r\n");
  stream->end_stream();
  connection.say(kHello);

  EXPECT_EQ(connection.hear_until("\r\n\r\n"), "0\r\n\r\n");
  EXPECT_THAT(connection.hear_response(), HasSubstr("hello"));
}

TEST_F(HttpConnections, SendSignsOfLifeInASilentStream) {
  serve({.patience = impatient()});
  RawConnection connection(port_);
  connection.say("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");

  sink()->begin_stream({.status = 200, .headers = {}, .body = {}});

  EXPECT_THAT(connection.hear_until(": ping\n\n\r\n"), HasSubstr(": ping\n\n"));
  EXPECT_THAT(connection.hear_until(": ping\n\n\r\n"), HasSubstr(": ping\n\n"));
}

TEST_F(HttpConnections, GiveUpAStreamThatNobodyReads) {
  serve();
  RawConnection connection(port_);
  connection.say("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto stream = sink();
  std::mutex mutex;
  std::condition_variable changed;
  bool gone = false;
  stream->when_gone([&] {
    const std::lock_guard lock(mutex);
    gone = true;
    changed.notify_all();
  });
  stream->begin_stream({.status = 200, .headers = {}, .body = {}});

  const std::string piece(100'000, 'x');
  int sent = 0;
  while (sent < 1000 && stream->send(piece)) ++sent;

  EXPECT_LT(sent, 1000);
  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(20), [&] { return gone; }));
}

TEST_F(HttpConnections, TellWhoAnswersThatTheClientHasGone) {
  serve();
  std::mutex mutex;
  std::condition_variable changed;
  bool gone = false;
  {
    RawConnection connection(port_);
    connection.say("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n");
    sink()->when_gone([&] {
      const std::lock_guard lock(mutex);
      gone = true;
      changed.notify_all();
    });
  }

  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(20), [&] { return gone; }));
}

TEST_F(HttpConnections, DeliverALargeResponseWhole) {
  serve();
  RawConnection connection(port_);
  connection.say("GET /kept HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  sink()->respond({.status = 200, .headers = {}, .body = std::string(20'000'000, 'x')});

  EXPECT_EQ(count_of("x", connection.hear_all()), 20'000'000U);
}

TEST_F(HttpConnections, DeliverARefusalToAClientThatIsStillSending) {
  serve({.limits = {.body_bytes = 100}});
  RawConnection connection(port_);
  connection.say("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");

  for (int chunk = 0; chunk < 200; ++chunk)
    connection.say("2710\r\n" + std::string(10'000, ' ') + "\r\n");

  EXPECT_THAT(connection.hear_all(), StartsWith("HTTP/1.1 413"));
}

TEST_F(HttpConnections, OutliveNothing) {
  serve();
  RawConnection idle(port_);
  RawConnection waiting(port_);
  waiting.say("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto waits = sink();

  loop_->stop();
  waits->respond({.status = 200, .headers = {}, .body = "too late"});

  EXPECT_THAT(waiting.hear_all(), StartsWith("HTTP/1.1 503"));
  EXPECT_EQ(idle.hear_all(), "");
}

}  // namespace
}  // namespace d1mcp::transport
