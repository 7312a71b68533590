#include "transport/origin_guard.hpp"

#include <gtest/gtest.h>

namespace d1mcp::transport {
namespace {

const OriginGuard kGuard({"db.example.com", "api.example.com:8443"}, {"https://app.example.com"});

class AllowedHost : public ::testing::TestWithParam<const char*> {};
TEST_P(AllowedHost, IsLetIn) {
  EXPECT_TRUE(kGuard.allows_host(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Hosts,
                         AllowedHost,
                         ::testing::Values("localhost",
                                           "LOCALHOST:8080",
                                           "127.0.0.1",
                                           "127.0.0.1:1",
                                           "127.1.2.3:80",
                                           "[::1]",
                                           "[::1]:8080",
                                           "db.example.com",
                                           "DB.example.com:9",
                                           "api.example.com:8443"));

class RefusedHost : public ::testing::TestWithParam<const char*> {};
TEST_P(RefusedHost, IsKeptOut) {
  EXPECT_FALSE(kGuard.allows_host(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Hosts,
                         RefusedHost,
                         ::testing::Values("",
                                           "evil.example.com",
                                           "localhost.evil.com",
                                           "127.0.0.1.evil.com",
                                           "127.0.0.1, evil.com",
                                           "evil.com:127.0.0.1",
                                           "localhost:80:80",
                                           "localhost:",
                                           "[::1",
                                           "[::2]",
                                           "127.0.0.1.1",
                                           "127.0.0",
                                           "0.0.0.0",
                                           "api.example.com",
                                           "api.example.com:8444"));

TEST(OriginGuard, RefusesAnAbsentHostAndAdmitsAnAbsentOrigin) {
  EXPECT_FALSE(kGuard.allows_host(std::nullopt));
  EXPECT_TRUE(kGuard.allows_origin(std::nullopt));
}

class AllowedOrigin : public ::testing::TestWithParam<const char*> {};
TEST_P(AllowedOrigin, IsLetIn) {
  EXPECT_TRUE(kGuard.allows_origin(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Origins,
                         AllowedOrigin,
                         ::testing::Values("http://localhost",
                                           "http://localhost:6274",
                                           "https://127.0.0.1:1",
                                           "http://[::1]:3000",
                                           "https://app.example.com"));

class RefusedOrigin : public ::testing::TestWithParam<const char*> {};
TEST_P(RefusedOrigin, IsKeptOut) {
  EXPECT_FALSE(kGuard.allows_origin(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Origins,
                         RefusedOrigin,
                         ::testing::Values("",
                                           "null",
                                           "http://evil.example.com",
                                           "https://app.example.com.evil.com",
                                           "http://app.example.com",
                                           "http://localhost.evil.com",
                                           "http://localhost@evil.com",
                                           "http://localhost/path",
                                           "file://localhost",
                                           "localhost"));

}  // namespace
}  // namespace d1mcp::transport
