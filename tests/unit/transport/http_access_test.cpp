// Who may do what over HTTP: tokens and their levels of access.

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "transport/http_endpoint.hpp"
#include "transport/http_tokens.hpp"
#include "unit/mcp/toy_server.hpp"
#include "unit/transport/recording_sink.hpp"

namespace d1mcp::transport {
namespace {

namespace fs = std::filesystem;
using mcp::stateless_line;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kReader = "reader-0123456789";
constexpr const char* kWriter = "writer-0123456789";

mcp::Server server_with(std::vector<mcp::Tool> tools) {
  mcp::Server server = mcp::toy_server();
  server.tools = std::move(mcp::Catalog::create(std::move(tools))).value();
  return server;
}

// Readers have the tool "add" alone.
HttpDispatchers two_levels() {
  std::vector<mcp::Tool> all = mcp::toy_tools();
  HttpDispatchers dispatchers;
  dispatchers.try_emplace(Access::read, server_with({all.front()}));
  dispatchers.try_emplace(Access::write, server_with(all));
  return dispatchers;
}

class HttpAccess : public ::testing::Test {
 protected:
  HttpResponse send(const std::string& method,
                    const std::string& token,
                    const std::string& body,
                    std::vector<std::pair<std::string, std::string>> more = {}) {
    HttpRequest request{.method = method, .path = "/mcp", .headers = {}, .body = body};
    request.headers.add("Host", "localhost");
    request.headers.add("Content-Type", "application/json");
    if (!token.empty()) request.headers.add("Authorization", token);
    for (auto& [name, value] : more) request.headers.add(name, value);
    const auto sink = std::make_shared<RecordingSink>();
    endpoint_.handle(request, sink);
    return sink->response();
  }

  HttpResponse list_tools(const std::string& token) {
    return send("POST",
                token,
                stateless_line(1, "tools/list"),
                {{"MCP-Protocol-Version", "2026-07-28"}, {"Mcp-Method", "tools/list"}});
  }

  static std::string bearer(const std::string& secret) { return "Bearer " + secret; }

  const HttpDispatchers dispatchers_ = two_levels();
  HttpEndpoint endpoint_{dispatchers_,
                         HttpOptions{.tokens = {{.secret = kReader, .access = Access::read},
                                                {.secret = kWriter, .access = Access::write}},
                                     .access = Access::write,
                                     .workers = 0}};
};

TEST_F(HttpAccess, IsForWhoShowsAToken) {
  const HttpResponse stranger = list_tools("");

  EXPECT_EQ(stranger.status, 401);
  EXPECT_EQ(stranger.headers.find("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(list_tools("Bearer reader-012345678").status, 401);
  EXPECT_EQ(list_tools("Bearer ").status, 401);
  EXPECT_EQ(list_tools(std::string("Basic ") + kReader).status, 401);
  EXPECT_EQ(list_tools(bearer(kReader)).status, 200);
  EXPECT_EQ(list_tools(std::string("bearer ") + kReader).status, 200);
}

TEST_F(HttpAccess, ShowsEachLevelItsTools) {
  EXPECT_THAT(list_tools(bearer(kReader)).body, Not(HasSubstr(R"("name":"count")")));
  EXPECT_THAT(list_tools(bearer(kWriter)).body, HasSubstr(R"("name":"count")"));
}

TEST_F(HttpAccess, RunsNoToolOfAnotherLevel) {
  const HttpResponse called = send("POST",
                                   bearer(kReader),
                                   stateless_line(1, "tools/call", R"("name":"count")"),
                                   {{"MCP-Protocol-Version", "2026-07-28"},
                                    {"Mcp-Method", "tools/call"},
                                    {"Mcp-Name", "count"}});

  EXPECT_THAT(called.body, HasSubstr("-32602"));
}

TEST_F(HttpAccess, KeepsASessionAtItsLevel) {
  const HttpResponse begun = send("POST", bearer(kWriter), mcp::initialize_line("2025-06-18"));
  const std::string id = begun.headers.find("Mcp-Session-Id").value_or("none");
  const std::string ping = mcp::session_line(1, "ping");

  EXPECT_EQ(send("POST", bearer(kReader), ping, {{"Mcp-Session-Id", id}}).status, 404);
  EXPECT_EQ(send("DELETE", bearer(kReader), "", {{"Mcp-Session-Id", id}}).status, 404);
  EXPECT_EQ(send("POST", bearer(kWriter), ping, {{"Mcp-Session-Id", id}}).status, 200);
}

TEST_F(HttpAccess, TellsItsHealthToEverybody) {
  HttpRequest request{.method = "GET", .path = "/health", .headers = {}, .body = {}};
  request.headers.add("Host", "localhost");
  const auto sink = std::make_shared<RecordingSink>();

  endpoint_.handle(request, sink);

  EXPECT_EQ(sink->response().status, 200);
}

class TokenFile : public ::testing::Test {
 protected:
  ~TokenFile() override { fs::remove(path_); }

  Result<std::vector<HttpToken>> read(const std::string& text,
                                      fs::perms permissions = fs::perms::owner_read) {
    fs::remove(path_);
    std::ofstream(path_) << text;
    fs::permissions(path_, permissions);
    return read_token_file(path_);
  }

  const fs::path path_ =
      fs::path(::testing::TempDir()) /
      (std::string("tokens_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(TokenFile, HasOneTokenALine) {
  const auto tokens = read("# people\nread reader-0123456789\n\n  write\twriter-0123456789  \r\n");

  ASSERT_TRUE(tokens) << tokens.error().message;
  ASSERT_EQ(tokens->size(), 2U);
  EXPECT_EQ(tokens->at(0).secret, kReader);
  EXPECT_EQ(tokens->at(0).access, Access::read);
  EXPECT_EQ(tokens->at(1).secret, kWriter);
  EXPECT_EQ(tokens->at(1).access, Access::write);
}

TEST_F(TokenFile, IsRefusedWhereEverybodyCanReadIt) {
  const auto tokens =
      read("read reader-0123456789\n", fs::perms::owner_read | fs::perms::others_read);

  ASSERT_FALSE(tokens);
  EXPECT_EQ(tokens.error().code, ErrorCode::permission_denied);
  EXPECT_THAT(tokens.error().hint, HasSubstr("chmod 600"));
}

TEST_F(TokenFile, TellsTheLineThatIsWrongButNotWhatItHolds) {
  for (const char* text : {"read reader-0123456789\nadmin reader-0123456789\n",
                           "# a comment\nread short\n",
                           "\nread reader-0123456789 more\n",
                           "\nreader-0123456789\n"}) {
    const auto tokens = read(text);

    ASSERT_FALSE(tokens) << text;
    ASSERT_TRUE(tokens.error().place) << text;
    EXPECT_EQ(tokens.error().place->line, 2U) << text;
    EXPECT_THAT(tokens.error().message, Not(HasSubstr("0123456789")));
  }
  EXPECT_FALSE(read("# nothing\n"));
  EXPECT_FALSE(read_token_file("/nowhere/tokens"));
}

}  // namespace
}  // namespace d1mcp::transport
