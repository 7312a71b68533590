#include "transport/http_sessions.hpp"

#include <gtest/gtest.h>

namespace d1mcp::transport {
namespace {

TEST(HttpSessions, FindsWhatItGaveOut) {
  HttpSessions sessions(10);
  const auto peer = std::make_shared<mcp::Peer>();

  const std::string id = sessions.add(peer);

  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(sessions.find(id), peer);
  EXPECT_EQ(sessions.find("unknown"), nullptr);
}

TEST(HttpSessions, EndsASessionOnce) {
  HttpSessions sessions(10);
  const std::string id = sessions.add(std::make_shared<mcp::Peer>());

  EXPECT_TRUE(sessions.end(id));
  EXPECT_FALSE(sessions.end(id));
  EXPECT_EQ(sessions.find(id), nullptr);
}

TEST(HttpSessions, MakesRoomByForgettingTheOneUnusedLongest) {
  HttpSessions sessions(2);
  const std::string first = sessions.add(std::make_shared<mcp::Peer>());
  const std::string second = sessions.add(std::make_shared<mcp::Peer>());
  sessions.find(first);

  const std::string third = sessions.add(std::make_shared<mcp::Peer>());

  EXPECT_NE(sessions.find(first), nullptr);
  EXPECT_EQ(sessions.find(second), nullptr);
  EXPECT_NE(sessions.find(third), nullptr);
}

}  // namespace
}  // namespace d1mcp::transport
