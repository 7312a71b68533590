#include "transport/http_sessions.hpp"

#include <gtest/gtest.h>

#include "unit/transport/recording_sink.hpp"

namespace d1mcp::transport {
namespace {

using std::chrono::minutes;

class HttpSessionsTest : public ::testing::Test {
 protected:
  static std::shared_ptr<HttpSession> session(Access access = Access::read) {
    return std::make_shared<HttpSession>(std::make_shared<mcp::Peer>(), access);
  }

  std::chrono::steady_clock::time_point now_;
  HttpSessions sessions_{{.sessions = 2, .unused = minutes(30)}, [this] { return now_; }};
};

TEST_F(HttpSessionsTest, FindsWhatItGaveOut) {
  const auto given = session();

  const std::string id = sessions_.add(given);

  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(sessions_.find(id, Access::read), given);
  EXPECT_EQ(sessions_.find("unknown", Access::read), nullptr);
}

TEST_F(HttpSessionsTest, FindsNothingForAnotherLevel) {
  const std::string id = sessions_.add(session(Access::write));

  EXPECT_EQ(sessions_.find(id, Access::read), nullptr);
  EXPECT_FALSE(sessions_.end(id, Access::read));
  EXPECT_NE(sessions_.find(id, Access::write), nullptr);
}

TEST_F(HttpSessionsTest, EndsASessionOnce) {
  const std::string id = sessions_.add(session());

  EXPECT_TRUE(sessions_.end(id, Access::read));
  EXPECT_FALSE(sessions_.end(id, Access::read));
  EXPECT_EQ(sessions_.find(id, Access::read), nullptr);
}

TEST_F(HttpSessionsTest, MakesRoomByForgettingTheOneUnusedLongest) {
  const std::string first = sessions_.add(session());
  const std::string second = sessions_.add(session());
  sessions_.find(first, Access::read);

  const std::string third = sessions_.add(session());

  EXPECT_NE(sessions_.find(first, Access::read), nullptr);
  EXPECT_EQ(sessions_.find(second, Access::read), nullptr);
  EXPECT_NE(sessions_.find(third, Access::read), nullptr);
}

TEST_F(HttpSessionsTest, ForgetsASessionThatIsNotUsed) {
  const std::string id = sessions_.add(session());
  now_ += minutes(30);
  EXPECT_NE(sessions_.find(id, Access::read), nullptr);

  now_ += minutes(31);

  EXPECT_EQ(sessions_.find(id, Access::read), nullptr);
}

TEST_F(HttpSessionsTest, KeepsASessionThatSomebodyListensTo) {
  const auto listened = session();
  const std::string id = sessions_.add(listened);
  const auto sink = std::make_shared<RecordingSink>();
  listened->listen(sink);

  now_ += minutes(100);

  EXPECT_NE(sessions_.find(id, Access::read), nullptr);
  sink->leave();
  now_ += minutes(31);
  EXPECT_EQ(sessions_.find(id, Access::read), nullptr);
}

}  // namespace
}  // namespace d1mcp::transport
