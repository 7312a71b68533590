// The streams of sessions: what belongs to no request, and coming back for what was missed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "transport/http_event_log.hpp"
#include "transport/http_exchange.hpp"
#include "transport/http_session.hpp"
#include "unit/transport/recording_sink.hpp"

namespace d1mcp::transport {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::shared_ptr<HttpSession> session_of(mcp::Revision revision) {
  auto peer = std::make_shared<mcp::Peer>();
  peer->session().begin(revision, mcp::Json::object());
  return std::make_shared<HttpSession>(peer, Access::read);
}

// The id of the last event in what was sent.
HttpEventId last_id(const std::string& sent) {
  const std::size_t at = sent.rfind("id: ") + 4;
  return parse_event_id(std::string_view(sent).substr(at, sent.find('\n', at) - at)).value();
}

TEST(HttpEventIds, AreReadAsTheyAreWritten) {
  const HttpEventId id{.stream = 3, .number = 12};

  EXPECT_EQ(to_string(id), "3-12");
  EXPECT_EQ(parse_event_id("3-12"), id);
  for (const char* made_up :
       {"", "-", "3", "3-", "-12", "3-12x", "a-b", "3--12", "3-99999999999999999999"}) {
    EXPECT_EQ(parse_event_id(made_up), std::nullopt) << made_up;
  }
}

TEST(HttpEventLog, GivesWhatAStreamMissed) {
  HttpEventLog log;
  log.add(1, "a");
  log.add(2, "b");
  log.add(1, "c");

  EXPECT_THAT(log.after({.stream = 1, .number = 1}),
              ElementsAre("event: message\nid: 1-3\ndata: c\n\n"));
}

TEST(HttpEventLog, ForgetsTheOldestBeyondItsLimits) {
  HttpEventLog few({.events = 2, .bytes = 1'000'000});
  for (const char* message : {"a", "b", "c"}) few.add(1, message);
  HttpEventLog small({.events = 100, .bytes = 1000});
  for (const char letter : {'a', 'b', 'c'}) small.add(1, std::string(600, letter));

  EXPECT_THAT(few.after({.stream = 1, .number = 0}),
              ElementsAre(HasSubstr("data: b"), HasSubstr("data: c")));
  EXPECT_THAT(small.after({.stream = 1, .number = 0}), ElementsAre(HasSubstr("data: ccc")));
}

TEST(HttpSession, SendsWhatBelongsToNoRequest) {
  const auto session = session_of(mcp::Revision::v2025_06_18);
  const auto sink = std::make_shared<RecordingSink>();
  EXPECT_FALSE(session->peer()->tell("nobody listens"));

  session->listen(sink);

  EXPECT_TRUE(session->peer()->tell("news"));
  EXPECT_EQ(sink->wait_for("news"), "event: message\ndata: news\n\n") << "and no priming event";
}

TEST(HttpSession, NoticesThatNobodyListensAnyMore) {
  const auto session = session_of(mcp::Revision::v2025_06_18);
  const auto sink = std::make_shared<RecordingSink>();
  session->listen(sink);

  sink->leave();

  EXPECT_FALSE(session->peer()->tell("news"));
  EXPECT_FALSE(session->is_in_use());
}

TEST(HttpSession, EndsItsStreamForANewerOne) {
  const auto session = session_of(mcp::Revision::v2025_06_18);
  const auto first = std::make_shared<RecordingSink>();
  const auto second = std::make_shared<RecordingSink>();
  session->listen(first);

  session->listen(second);
  first->leave();
  session->peer()->tell("news");

  EXPECT_TRUE(first->has_ended());
  EXPECT_THAT(second->wait_for("news"), HasSubstr("news"));
}

TEST(HttpSession, BeginsAStreamWithAnIdToComeBackWith) {
  const auto session = session_of(mcp::Revision::v2025_11_25);
  const auto sink = std::make_shared<RecordingSink>();

  session->listen(sink);

  EXPECT_EQ(sink->wait_for("data:"), "id: 0-1\nretry: 500\ndata:\n\n");
}

TEST(HttpSession, GivesAClientThatComesBackWhatItMissed) {
  const auto session = session_of(mcp::Revision::v2025_11_25);
  const auto first = std::make_shared<RecordingSink>();
  const auto second = std::make_shared<RecordingSink>();
  session->listen(first);
  session->peer()->tell("heard");
  const HttpEventId last = last_id(first->wait_for("heard"));
  first->leave();
  session->peer()->tell("missed");

  session->resume(second, last);
  session->peer()->tell("later");

  EXPECT_EQ(second->wait_for("later"),
            "event: message\nid: 0-3\ndata: missed\n\nevent: message\nid: 0-4\ndata: later\n\n");
}

TEST(HttpSession, EndsItsStreams) {
  const auto session = session_of(mcp::Revision::v2025_11_25);
  const auto sink = std::make_shared<RecordingSink>();
  session->listen(sink);

  session->end();

  EXPECT_TRUE(sink->has_ended());
  EXPECT_FALSE(session->peer()->tell("news"));
}

class HttpExchangeInSession : public ::testing::Test {
 protected:
  const std::shared_ptr<HttpSession> session_ = session_of(mcp::Revision::v2025_11_25);
  const std::shared_ptr<RecordingSink> posted_ = std::make_shared<RecordingSink>();
  const std::shared_ptr<RecordingSink> resumed_ = std::make_shared<RecordingSink>();
  std::shared_ptr<HttpExchange> exchange_ = std::make_shared<HttpExchange>(
      posted_,
      HttpExchange::Terms{.era = mcp::EraName::session, .takes_events = true},
      session_->new_stream());
};

TEST_F(HttpExchangeInSession, KeepsItsAnswerForAClientThatIsGone) {
  exchange_->begin_events();
  const HttpEventId last = last_id(posted_->wait_for("data:"));
  posted_->leave();
  exchange_->notify("progress");
  exchange_->finish({.message = "answer", .ending = mcp::Ending::answered});
  exchange_.reset();

  session_->resume(resumed_, last);

  EXPECT_EQ(resumed_->response().body,
            "event: message\nid: 1-2\ndata: progress\n\nevent: message\nid: 1-3\ndata: answer\n\n");
}

TEST_F(HttpExchangeInSession, GoesOnWithAClientThatComesBackBeforeTheAnswer) {
  exchange_->notify("progress");
  const HttpEventId last = last_id(posted_->wait_for("progress"));
  posted_->leave();

  session_->resume(resumed_, last);
  EXPECT_FALSE(resumed_->has_ended());
  exchange_->finish({.message = "answer", .ending = mcp::Ending::answered});

  EXPECT_EQ(resumed_->response().body, "event: message\nid: 1-3\ndata: answer\n\n");
}

TEST_F(HttpExchangeInSession, LetsItsClientGoAndComeBack) {
  exchange_->pause();

  const HttpResponse first = posted_->response();
  EXPECT_THAT(first.body, HasSubstr("retry: "));
  exchange_->finish({.message = "answer", .ending = mcp::Ending::answered});
  session_->resume(resumed_, last_id(first.body));
  EXPECT_THAT(resumed_->response().body, HasSubstr("data: answer"));
}

TEST_F(HttpExchangeInSession, TellsNothingToOtherStreams) {
  exchange_->notify("progress");

  session_->resume(resumed_, {.stream = 2, .number = 0});

  EXPECT_THAT(resumed_->response().body, IsEmpty());
}

TEST(HttpExchange, PausesNoStreamThatCannotBeResumed) {
  const auto sink = std::make_shared<RecordingSink>();
  HttpExchange exchange(sink, {}, std::make_shared<HttpEventStream>());

  exchange.pause();
  exchange.finish({.message = "answer", .ending = mcp::Ending::answered});

  EXPECT_FALSE(sink->is_stream());
  EXPECT_EQ(sink->response().body, "answer");
}

}  // namespace
}  // namespace d1mcp::transport
