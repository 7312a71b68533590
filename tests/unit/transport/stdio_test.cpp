// serve_stdio over real pipes, with real threads.

#include "transport/stdio.hpp"

#include <future>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <thread>

#include "unit/mcp/message_log.hpp"
#include "unit/mcp/toy_server.hpp"
#include "unit/transport/test_pipe.hpp"

namespace d1mcp::transport {
namespace {

using mcp::session_line;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Optional;

// Generous, because a loaded machine is slow; the tests of the time limit itself say so.
constexpr std::chrono::seconds kLong{20};

std::string wait_line(int id) {
  return session_line(id, "tools/call", R"("name":"wait")");
}

std::string cancel_line(int id) {
  return R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" +
         std::to_string(id) + "}}";
}

class StdioTest : public ::testing::Test {
 protected:
  void serve(unsigned workers = 2, std::size_t max_bytes = 1'000'000) {
    const StdioOptions options{.workers = workers,
                               .limits = {.max_bytes = max_bytes},
                               .in = to_server_.reading_end(),
                               .out = from_server_.writing_end()};
    ended_ = std::async(std::launch::async, [this, options] {
      return serve_stdio(dispatcher_, options, stop_.get_token());
    });
  }

  // Whether serving ends by itself within the second that is promised (and some, for slow
  // machines).
  bool ends() { return ended_.wait_for(std::chrono::seconds(10)) == std::future_status::ready; }

  ~StdioTest() override {
    if (!ended_.valid()) return;
    stop_.request_stop();
    ended_.wait();
  }

  void say(const std::string& line) {
    log_message(this, mcp::Speaker::client, line);
    to_server_.write_line(line);
  }
  std::optional<std::string> heard() { return heard_within(kLong); }
  std::optional<std::string> heard_soon() { return heard_within(milliseconds(100)); }
  std::optional<std::string> heard_within(milliseconds limit) {
    auto line = from_server_.read_line(limit);
    if (line) log_message(this, mcp::Speaker::server, *line);
    return line;
  }

  mcp::Dispatcher dispatcher_{mcp::toy_server()};
  TestPipe to_server_;
  TestPipe from_server_;
  std::stop_source stop_;
  std::future<Closed> ended_;
};

TEST_F(StdioTest, AnswersLineByLine) {
  serve();

  say(session_line(1, "ping"));
  EXPECT_EQ(heard(), R"({"jsonrpc":"2.0","id":1,"result":{}})");
  say(session_line(2, "tools/call", R"("name":"count")"));
  EXPECT_THAT(heard(), Optional(HasSubstr("counted to 3")));
}

TEST_F(StdioTest, AnswersWhileAToolRunsForEver) {
  serve(2);

  say(wait_line(1));
  say(session_line(2, "ping"));
  EXPECT_THAT(heard(), Optional(HasSubstr(R"("id":2)")));
  say(session_line(3, "tools/call", R"("name":"count")"));
  EXPECT_THAT(heard(), Optional(HasSubstr(R"("id":3)")));
}

TEST_F(StdioTest, CancelsWithoutAnAnswer) {
  serve(1);

  say(wait_line(1));
  say(cancel_line(1));
  say(session_line(2, "tools/call", R"("name":"count")"));

  EXPECT_THAT(heard(), Optional(HasSubstr(R"("id":2)"))) << "the worker is free again";
  EXPECT_EQ(heard_soon(), std::nullopt);
}

TEST_F(StdioTest, CancelsWhatIsStillWaitingForAWorker) {
  serve(1);

  say(wait_line(1));
  say(wait_line(2));
  say(cancel_line(2));
  say(cancel_line(1));
  say(session_line(3, "tools/call", R"("name":"count")"));

  EXPECT_THAT(heard(), Optional(HasSubstr(R"("id":3)")));
}

TEST_F(StdioTest, EndsWithTheInputWhateverRuns) {
  serve(2);
  say(wait_line(1));
  say(wait_line(2));
  say(wait_line(3));
  const auto begun = std::chrono::steady_clock::now();

  to_server_.close_writing_end();

  ASSERT_TRUE(ends());
  EXPECT_EQ(ended_.get(), Closed::cleanly);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  from_server_.close_writing_end();
  EXPECT_EQ(heard(), std::nullopt) << "cancelled requests are not answered";
}

TEST_F(StdioTest, AnswersWhatWasPipedInBeforeItEnds) {
  serve();

  to_server_.write(session_line(1, "tools/call", R"("name":"count")"));
  to_server_.close_writing_end();

  ASSERT_TRUE(ends());
  EXPECT_THAT(heard(), Optional(HasSubstr("counted to 3"))) << "even without a last line end";
}

TEST_F(StdioTest, EndsWhenToldTo) {
  serve();
  say(wait_line(1));
  say(session_line(2, "ping"));
  heard();

  stop_.request_stop();

  ASSERT_TRUE(ends());
  EXPECT_EQ(ended_.get(), Closed::cleanly);
}

TEST_F(StdioTest, EndsWhenItWasToldToBeforeItBegan) {
  stop_.request_stop();

  serve();

  EXPECT_TRUE(ends());
}

TEST_F(StdioTest, EndsQuietlyWhenNobodyReadsAnyMore) {
  serve();
  from_server_.close_reading_end();

  say(session_line(1, "ping"));

  ASSERT_TRUE(ends());
  EXPECT_EQ(ended_.get(), Closed::cleanly);
}

TEST_F(StdioTest, EndsEvenIfTheClientHasStoppedReading) {
  serve();
  for (int id = 0; id < 600; ++id) say(session_line(id, "tools/list"));

  stop_.request_stop();

  EXPECT_TRUE(ends());
}

TEST_F(StdioTest, GoesOnAfterBrokenLines) {
  serve();

  say("{");
  EXPECT_THAT(heard(), Optional(HasSubstr(R"({"jsonrpc":"2.0","error":{"code":-32700)")));
  say("\xFF\xFE");
  EXPECT_THAT(heard(), Optional(HasSubstr("-32700")));
  say("[]");
  EXPECT_THAT(heard(), Optional(HasSubstr("-32600")));
  say(session_line(1, "ping"));
  EXPECT_THAT(heard(), Optional(HasSubstr("result")));
}

TEST_F(StdioTest, GoesOnAfterALineOfTwentyMegabytes) {
  serve(1, /*max_bytes=*/1'000'000);

  say(R"({"jsonrpc":"2.0","method":"tools/call","params":{"x":")" + std::string(20'000'000, 'x') +
      R"("},"id":8})");
  EXPECT_THAT(heard(), Optional(HasSubstr(R"({"jsonrpc":"2.0","id":8,"error":{"code":-32600)")));
  say(session_line(1, "ping"));
  EXPECT_THAT(heard(), Optional(HasSubstr("result")));
}

TEST_F(StdioTest, TakesBytesAsTheyCome) {
  serve();

  for (const char c : session_line(1, "ping") + "\r\n\n") to_server_.write({&c, 1});

  EXPECT_THAT(heard(), Optional(HasSubstr("result")));
  EXPECT_EQ(heard_soon(), std::nullopt) << "a blank line is nothing";
}

TEST_F(StdioTest, AnswersManyRequestsInOneWrite) {
  serve(0);
  std::string lines;
  for (int id = 0; id < 500; ++id) lines += session_line(id, "ping") + "\n";

  std::thread writer([&] { to_server_.write(lines); });

  for (int id = 0; id < 500; ++id) {
    EXPECT_EQ(heard(), R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"result":{}})");
  }
  writer.join();
}

TEST_F(StdioTest, KeepsProgressBeforeTheResult) {
  serve(2);

  say(session_line(1, "tools/call", R"("name":"count","_meta":{"progressToken":1})"));

  for (const char* progress : {R"("progress":1,)", R"("progress":2,)", R"("progress":3,)"}) {
    EXPECT_THAT(heard(), Optional(HasSubstr(progress)));
  }
  EXPECT_THAT(heard(), Optional(HasSubstr("result")));
}

TEST_F(StdioTest, RefusesMoreThanItsShareOfRequestsAtATime) {
  serve(1);
  for (int id = 0; id < 65; ++id) say(wait_line(id));

  EXPECT_THAT(heard(), Optional(HasSubstr(R"("id":64,"error":{"code":-32600)")));
  say(session_line(100, "ping"));
  EXPECT_THAT(heard(), Optional(HasSubstr(R"("id":100,"result")")));
}

}  // namespace
}  // namespace d1mcp::transport
