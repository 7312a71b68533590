// resources/list, resources/templates/list and resources/read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "mcp/resource.hpp"
#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Result<ResourceRead> read_toy(const std::string& uri, const CallContext&) {
  if (uri == "toy://locked") {
    return Error{
        .code = ErrorCode::unsupported, .message = "it is locked", .hint = "wait", .place = {}};
  }
  if (uri == "toy://broken") throw std::runtime_error("the secret reason");
  if (uri != "toy://ball") return ResourceRead();
  return ResourceRead(Json::array({{{"uri", uri}, {"mimeType", "text/plain"}, {"text", "round"}}}));
}

Server server_with_resources() {
  Server server = toy_server();
  server.resources.list = [](const CallContext&) -> Result<Json> {
    return Json::array({{{"uri", "toy://ball"}, {"name", "ball"}}});
  };
  server.resources.templates = Json::array({{{"uriTemplate", "toy://{x}"}, {"name", "toys"}}});
  server.resources.read = read_toy;
  return server;
}

class ResourceMethods : public ::testing::Test {
 protected:
  Json ask(const std::string& method, const std::string& params = {}) {
    return connection_.ask(session_line(1, method, params));
  }

  Json read(const std::string& uri) { return ask("resources/read", R"("uri":")" + uri + "\""); }

  ToyConnection connection_{server_with_resources()};
};

TEST_F(ResourceMethods, ListWhatThereIs) {
  EXPECT_EQ(ask("resources/list").at("result").dump(),
            R"({"resources":[{"uri":"toy://ball","name":"ball"}]})");
  EXPECT_EQ(ask("resources/templates/list").at("result").dump(),
            R"({"resourceTemplates":[{"uriTemplate":"toy://{x}","name":"toys"}]})");
}

TEST_F(ResourceMethods, ReadOne) {
  EXPECT_EQ(read("toy://ball").at("result").dump(),
            R"({"contents":[{"uri":"toy://ball","mimeType":"text/plain","text":"round"}]})");
}

TEST_F(ResourceMethods, NameTheOneThatIsNotThere) {
  const Json answer = read("toy://doll");

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_EQ(answer.at("error").at("message"), "there is no resource toy://doll");
  EXPECT_EQ(answer.at("error").at("data").dump(), R"({"uri":"toy://doll"})");
}

TEST_F(ResourceMethods, ReportAFailureWithItsUri) {
  const Json answer = read("toy://locked");

  EXPECT_EQ(code_of(answer), -32602);
  EXPECT_EQ(answer.at("error").at("message"), "it is locked\nwait");
  EXPECT_EQ(answer.at("error").at("data").at("uri"), "toy://locked");
}

TEST_F(ResourceMethods, KeepTheDetailsOfABugToThemselves) {
  const Json answer = read("toy://broken");

  EXPECT_EQ(code_of(answer), -32603);
  EXPECT_THAT(answer.dump(), Not(HasSubstr("secret")));
}

TEST_F(ResourceMethods, NeedAUri) {
  EXPECT_EQ(code_of(ask("resources/read")), -32602);
  EXPECT_EQ(code_of(ask("resources/read", R"("uri":7)")), -32602);
  EXPECT_EQ(code_of(ask("resources/read", R"("uri":"")")), -32602);
}

TEST_F(ResourceMethods, MayChangeUntilTheNextRequest) {
  const Json listed = connection_.ask(stateless_line(1, "resources/list")).at("result");
  const Json read =
      connection_.ask(stateless_line(2, "resources/read", R"("uri":"toy://ball")")).at("result");

  for (const Json& result : {listed, read}) {
    EXPECT_EQ(result.at("ttlMs"), 0);
    EXPECT_EQ(result.at("cacheScope"), "private");
  }
}

TEST(ResourceListing, ReportsAFailure) {
  Server server = toy_server();
  server.resources.list = [](const CallContext&) -> Result<Json> {
    return Error{.code = ErrorCode::not_found, .message = "no database", .hint = {}, .place = {}};
  };
  ToyConnection connection(std::move(server));

  EXPECT_EQ(code_of(connection.ask(session_line(1, "resources/list"))), -32602);
}

}  // namespace
}  // namespace d1mcp::mcp
