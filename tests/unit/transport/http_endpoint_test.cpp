// What HTTP requests are answered, check by check, without sockets.

#include "transport/http_endpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "unit/mcp/message_log.hpp"
#include "unit/mcp/toy_server.hpp"
#include "unit/transport/recording_sink.hpp"

namespace d1mcp::transport {
namespace {

using mcp::initialize_line;
using mcp::session_line;
using mcp::stateless_line;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

using Fields = std::vector<std::pair<std::string, std::string>>;

const Fields kPlain = {{"Host", "127.0.0.1:1234"},
                       {"Content-Type", "application/json"},
                       {"Accept", "application/json, text/event-stream"}};

Fields with(Fields fields, const std::string& name, const std::string& value) {
  std::erase_if(fields, [&](const auto& field) { return field.first == name; });
  if (!value.empty()) fields.emplace_back(name, value);
  return fields;
}

Fields stateless(const std::string& method, const std::string& name = {}) {
  Fields fields = with(with(kPlain, "MCP-Protocol-Version", "2026-07-28"), "Mcp-Method", method);
  return with(std::move(fields), "Mcp-Name", name);
}

HttpDispatchers toy_dispatchers() {
  HttpDispatchers dispatchers;
  dispatchers.try_emplace(Access::read, mcp::toy_server());
  return dispatchers;
}

class HttpEndpointTest : public ::testing::Test {
 protected:
  explicit HttpEndpointTest(HttpOptions options = {.workers = 2})
      : endpoint_(dispatchers_, std::move(options)) {}
  ~HttpEndpointTest() override { endpoint_.stop(); }

  // The response may be under way still.
  std::shared_ptr<RecordingSink> begin_send(const std::string& method,
                                            const Fields& fields,
                                            const std::string& body = {},
                                            const std::string& path = "/mcp") {
    HttpRequest request{.method = method, .path = path, .headers = {}, .body = body};
    request.client = client_;
    for (const auto& [name, value] : fields) request.headers.add(name, value);
    auto sink = std::make_shared<RecordingSink>(this);
    if (method == "POST") mcp::log_message(this, mcp::Speaker::client, body);
    endpoint_.handle(request, sink);
    return sink;
  }

  HttpResponse send(const std::string& method,
                    const Fields& fields,
                    const std::string& body = {},
                    const std::string& path = "/mcp") {
    return begin_send(method, fields, body, path)->response();
  }

  HttpResponse post(const Fields& fields, const std::string& body) {
    return send("POST", fields, body);
  }

  // The headers of a new session.
  Fields begin(const std::string& revision = "2025-11-25") {
    const HttpResponse response = post(kPlain, initialize_line(revision));
    EXPECT_EQ(response.status, 200) << response.body;
    return with(kPlain, "Mcp-Session-Id", response.headers.find("Mcp-Session-Id").value_or(""));
  }

  const HttpDispatchers dispatchers_ = toy_dispatchers();
  HttpEndpoint endpoint_;
  std::string client_ = "127.0.0.1";
};

int code_of(const HttpResponse& response) {
  const auto body = jsonrpc::Json::parse(response.body, nullptr, /*allow_exceptions=*/false);
  return body.contains("error") ? body.at("error").at("code").get<int>() : 0;
}

TEST_F(HttpEndpointTest, RefusesAnEvilHostAndAnEvilOriginEachByItself) {
  const std::string body = stateless_line(1, "server/discover");
  const Fields good = stateless("server/discover");

  EXPECT_EQ(post(good, body).status, 200);
  EXPECT_EQ(post(with(good, "Host", "evil.example.com"), body).status, 403);
  EXPECT_EQ(post(with(good, "Origin", "http://evil.example.com"), body).status, 403);
  EXPECT_EQ(post(with(good, "Host", ""), body).status, 403) << "no Host at all";
  EXPECT_EQ(post(with(good, "Origin", "http://localhost:6274"), body).status, 200);
}

TEST_F(HttpEndpointTest, TellsBrowsersWhatAllowedPagesMayDo) {
  const Fields fields = with(kPlain, "Origin", "http://localhost:6274");

  const HttpResponse preflight = send("OPTIONS", fields);
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.headers.find("Access-Control-Allow-Origin"), "http://localhost:6274");
  EXPECT_THAT(preflight.headers.find("Access-Control-Allow-Headers").value_or(""),
              HasSubstr("Mcp-Method"));
  EXPECT_EQ(send("OPTIONS", kPlain).headers.find("Access-Control-Allow-Origin"), std::nullopt);
}

TEST_F(HttpEndpointTest, HasNoStreamForGetWithoutASession) {
  const HttpResponse response = send("GET", with(kPlain, "Accept", "text/event-stream"));

  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.find("Allow"), "POST");
  EXPECT_EQ(send("PUT", kPlain).status, 405);
  EXPECT_EQ(send("PUT", kPlain).headers.find("Allow"), "GET, POST, DELETE");
}

TEST_F(HttpEndpointTest, TellsThatItIsHealthy) {
  EXPECT_EQ(send("GET", kPlain, {}, "/health").status, 200);
  EXPECT_EQ(send("GET", with(kPlain, "Host", "evil.example.com"), {}, "/health").status, 403);
  EXPECT_EQ(send("GET", kPlain, {}, "/other").status, 404);
}

struct Body {
  const char* what;
  const char* text;
  int status;
  int code;
};

class WrongBody : public HttpEndpointTest, public ::testing::WithParamInterface<Body> {};

TEST_P(WrongBody, IsABadRequest) {
  const HttpResponse response = post(kPlain, GetParam().text);

  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_EQ(code_of(response), GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies,
    WrongBody,
    ::testing::Values(
        Body{"empty", "", 400, -32700},
        Body{"no_json", "{", 400, -32700},
        Body{"empty_batch", "[]", 400, -32600},
        Body{"no_message", R"({"foo":1})", 400, -32600},
        Body{"null_id", R"({"jsonrpc":"2.0","id":null,"method":"ping"})", 400, -32600},
        Body{
            "array_params", R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})", 400, -32600},
        Body{
            "batch_without_session", R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])", 400, -32000}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST_F(HttpEndpointTest, TakesJsonOnly) {
  const std::string body = stateless_line(1, "tools/list");
  const Fields good = stateless("tools/list");

  EXPECT_EQ(post(with(good, "Content-Type", ""), body).status, 415);
  EXPECT_EQ(post(with(good, "Content-Type", "text/plain"), body).status, 415);
  EXPECT_EQ(post(with(good, "Content-Type", "Application/JSON; charset=utf-8"), body).status, 200);
}

TEST_F(HttpEndpointTest, AnswersInJsonWithItsMediaType) {
  const HttpResponse response = post(stateless("tools/list"), stateless_line(1, "tools/list"));

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("Content-Type"), "application/json; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr(R"("resultType":"complete")"));
  EXPECT_EQ(response.headers.find("Mcp-Session-Id"), std::nullopt);
}

constexpr const char* kUnknownVersion =
    R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{)"
    R"("io.modelcontextprotocol/protocolVersion":"v999.0.0","io.modelcontextprotocol/clientCapabilities":{}}}})";

struct Rung {
  const char* what;
  Fields fields;
  std::string body;
  int status;
  int code;
};

class StatelessLadder : public HttpEndpointTest, public ::testing::WithParamInterface<Rung> {};

TEST_P(StatelessLadder, HasTheRightStatusAndCode) {
  const HttpResponse response = post(GetParam().fields, GetParam().body);

  EXPECT_EQ(response.status, GetParam().status) << response.body;
  EXPECT_EQ(code_of(response), GetParam().code) << response.body;
  EXPECT_THAT(response.body, HasSubstr(R"("id":1)"));
}

INSTANTIATE_TEST_SUITE_P(
    Requests,
    StatelessLadder,
    ::testing::Values(
        Rung{"served", stateless("tools/list"), stateless_line(1, "tools/list"), 200, 0},
        Rung{"served_whatever_accept",
             with(stateless("tools/list"), "Accept", ""),
             stateless_line(1, "tools/list"),
             200,
             0},
        Rung{"session_id_ignored",
             with(stateless("tools/list"), "Mcp-Session-Id", "junk"),
             stateless_line(1, "tools/list"),
             200,
             0},
        Rung{"no_version_header",
             with(stateless("tools/list"), "MCP-Protocol-Version", ""),
             stateless_line(1, "tools/list"),
             400,
             -32020},
        Rung{"other_version_header",
             with(stateless("tools/list"), "MCP-Protocol-Version", "v9"),
             stateless_line(1, "tools/list"),
             400,
             -32020},
        Rung{"no_method_header",
             with(stateless("tools/list"), "Mcp-Method", ""),
             stateless_line(1, "tools/list"),
             400,
             -32020},
        Rung{"no_name_header",
             stateless("tools/call"),
             stateless_line(1, "tools/call", R"("name":"add","arguments":{"a":1})"),
             400,
             -32020},
        Rung{"mismatch_before_version", stateless("tools/list"), kUnknownVersion, 400, -32020},
        Rung{"unknown_version",
             with(stateless("tools/list"), "MCP-Protocol-Version", "v999.0.0"),
             kUnknownVersion,
             400,
             -32022},
        Rung{"no_meta", stateless("tools/list"), session_line(1, "tools/list"), 400, -32602},
        Rung{"no_capabilities",
             stateless("tools/list"),
             session_line(1,
                          "tools/list",
                          R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"})"),
             400,
             -32602},
        Rung{"unknown_method",
             stateless("unknown/method"),
             stateless_line(1, "unknown/method"),
             404,
             -32601},
        Rung{"session_method", stateless("ping"), stateless_line(1, "ping"), 404, -32601},
        Rung{"initialize", stateless("initialize"), stateless_line(1, "initialize"), 404, -32601},
        Rung{"unknown_tool",
             stateless("tools/call", "nope"),
             stateless_line(1, "tools/call", R"("name":"nope")"),
             200,
             -32602},
        Rung{"no_tool_name",
             stateless("tools/call", "x"),
             stateless_line(1, "tools/call"),
             200,
             -32602},
        Rung{"wrong_arguments",
             stateless("tools/call", "add"),
             stateless_line(1, "tools/call", R"("name":"add","arguments":{})"),
             200,
             0},
        Rung{"no_resource",
             stateless("resources/read", "toy://x"),
             stateless_line(1, "resources/read", R"("uri":"toy://x")"),
             200,
             -32602}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST_F(HttpEndpointTest, AcceptsStatelessNotificationsWithoutHeaders) {
  const std::string body =
      R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"listen:0","_meta":)"
      R"({"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}})";

  const HttpResponse response = post(with(kPlain, "MCP-Protocol-Version", "2026-07-28"), body);

  EXPECT_EQ(response.status, 202);
  EXPECT_THAT(response.body, IsEmpty());
}

TEST_F(HttpEndpointTest, RefusesABatchWithAStatelessElement) {
  const HttpResponse response = post(kPlain, "[" + stateless_line(1, "tools/list") + "]");

  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(code_of(response), -32600);
}

TEST_F(HttpEndpointTest, OpensASessionWithInitialize) {
  const HttpResponse response = post(kPlain, initialize_line("2025-06-18"));

  EXPECT_EQ(response.status, 200);
  const auto id = response.headers.find("Mcp-Session-Id");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->size(), 32U);
}

TEST_F(HttpEndpointTest, OpensNoSessionWhenInitializeFails) {
  const HttpResponse response = post(kPlain, session_line(1, "initialize"));

  EXPECT_EQ(code_of(response), -32602);
  EXPECT_EQ(response.headers.find("Mcp-Session-Id"), std::nullopt);
}

TEST_F(HttpEndpointTest, ServesASession) {
  const Fields session = with(begin(), "MCP-Protocol-Version", "2025-11-25");

  EXPECT_EQ(post(session, R"({"jsonrpc":"2.0","method":"notifications/initialized"})").status, 202);
  EXPECT_EQ(post(session, R"({"jsonrpc":"2.0","id":9,"result":{}})").status, 202);
  EXPECT_EQ(post(session, session_line(1, "ping")).body, R"({"jsonrpc":"2.0","id":1,"result":{}})");
  const HttpResponse unknown = post(session, session_line(2, "unknown"));
  EXPECT_EQ(unknown.status, 200) << "in sessions an unknown method is an ordinary error";
  EXPECT_EQ(code_of(unknown), -32601);
}

TEST_F(HttpEndpointTest, KnowsMissingUnknownAndEndedSessions) {
  const Fields session = begin();

  EXPECT_EQ(post(kPlain, session_line(1, "ping")).status, 400);
  EXPECT_EQ(post(with(kPlain, "Mcp-Session-Id", "unknown"), session_line(1, "ping")).status, 404);
  EXPECT_EQ(send("DELETE", session).status, 204);
  EXPECT_EQ(post(session, session_line(1, "ping")).status, 404);
  EXPECT_EQ(post(session, R"({"jsonrpc":"2.0","method":"notifications/initialized"})").status, 404);
  EXPECT_EQ(send("DELETE", session).status, 404);
  EXPECT_EQ(send("DELETE", kPlain).status, 400);
}

TEST_F(HttpEndpointTest, RefusesASecondInitialize) {
  const HttpResponse response = post(begin(), initialize_line("2025-11-25"));

  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(code_of(response), -32600);
}

TEST_F(HttpEndpointTest, ChecksVersionAndAcceptInSessions) {
  const Fields session = begin();

  EXPECT_EQ(
      post(with(session, "MCP-Protocol-Version", "1999-01-01"), session_line(1, "ping")).status,
      400);
  EXPECT_EQ(post(with(session, "Accept", "text/html"), session_line(1, "ping")).status, 406);
  EXPECT_EQ(
      post(with(session, "Accept", "text/event-stream, application/json"), session_line(1, "ping"))
          .status,
      200);
  EXPECT_EQ(post(with(session, "Accept", "*/*"), session_line(1, "ping")).status, 200);
  EXPECT_EQ(post(with(session, "Accept", ""), session_line(1, "ping")).status, 200);
}

TEST_F(HttpEndpointTest, AnswersBatchesWhereTheSessionHasThem) {
  const std::string batch = "[" + session_line(1, "ping") + "," + session_line(2, "ping") + "]";

  EXPECT_EQ(post(begin("2025-03-26"), batch).body,
            R"([{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{}}])");
  EXPECT_EQ(post(begin("2025-11-25"), batch).status, 400);
  EXPECT_EQ(post(begin("2025-03-26"), R"([{"jsonrpc":"2.0","method":"x"}])").status, 202);
  EXPECT_EQ(post(begin("2025-11-25"), R"([{"jsonrpc":"2.0","method":"x"}])").status, 400);
}

const std::string kCountWithProgress =
    stateless_line(1, "tools/call", R"("name":"count")")
        .insert(std::string(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"_meta":{)")
                    .size(),
                R"("progressToken":7,)");

TEST_F(HttpEndpointTest, StreamsWhenThereIsProgressToReport) {
  const auto sink = begin_send("POST", stateless("tools/call", "count"), kCountWithProgress);

  const HttpResponse response = sink->response();

  EXPECT_TRUE(sink->is_stream());
  EXPECT_EQ(response.headers.find("Content-Type"), "text/event-stream");
  EXPECT_THAT(response.body,
              MatchesRegex("event: message\ndata: [^\n]*\"progress\":1,[^\n]*\n\n"
                           "event: message\ndata: [^\n]*\"progress\":2,[^\n]*\n\n"
                           "event: message\ndata: [^\n]*\"progress\":3,[^\n]*\n\n"
                           "event: message\ndata: [^\n]*counted to 3[^\n]*\n\n"));
}

TEST_F(HttpEndpointTest, DoesNotStreamToClientsThatCannotReadIt) {
  const auto sink = begin_send("POST",
                               with(stateless("tools/call", "count"), "Accept", "application/json"),
                               kCountWithProgress);

  EXPECT_THAT(sink->response().body, HasSubstr("counted to 3"));
  EXPECT_FALSE(sink->is_stream());
}

TEST_F(HttpEndpointTest, OpensNoStreamForAClientThatCannotReadIt) {
  const HttpResponse response =
      post(with(stateless("subscriptions/listen"), "Accept", "application/json"),
           stateless_line(1, "subscriptions/listen", R"("notifications":{})"));

  EXPECT_EQ(response.status, 406);
  EXPECT_THAT(response.body, HasSubstr("text/event-stream"));
}

TEST_F(HttpEndpointTest, CancelsAStatelessRequestWhoseClientLeaves) {
  const auto sink = begin_send(
      "POST", stateless("tools/call", "wait"), stateless_line(1, "tools/call", R"("name":"wait")"));

  sink->leave();

  sink->response();
  EXPECT_EQ(endpoint_.close(std::chrono::seconds(20)), Closed::cleanly) << "the tool has stopped";
}

TEST_F(HttpEndpointTest, CancelsARequestOfASessionByMessage) {
  const Fields session = begin("2025-06-18");
  const auto sink = begin_send("POST", session, session_line(5, "tools/call", R"("name":"wait")"));

  const auto told = post(
      session, R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}})");

  EXPECT_EQ(told.status, 202);
  EXPECT_EQ(sink->response().status, 202);
  EXPECT_THAT(sink->response().body, IsEmpty());
}

/// A client that has as much running as it may.
class BusyClient : public HttpEndpointTest {
 protected:
  void SetUp() override {
    for (std::size_t count = 0; count < mcp::Dispatcher::kMostInFlight; ++count) {
      waiting_.push_back(begin_wait());
    }
  }

  void TearDown() override {
    for (const auto& sink : waiting_) sink->leave();
  }

  std::shared_ptr<RecordingSink> begin_wait() {
    return begin_send("POST",
                      stateless("tools/call", "wait"),
                      stateless_line(1, "tools/call", R"("name":"wait")"));
  }

  std::vector<std::shared_ptr<RecordingSink>> waiting_;
};

TEST_F(BusyClient, IsRefusedMoreOfWhatTakesLong) {
  const HttpResponse response = begin_wait()->response();

  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.find("Retry-After"), "1");
  EXPECT_THAT(response.body, HasSubstr("64 requests are running already"));
}

TEST_F(BusyClient, IsNoOtherClientInASession) {
  const Fields session = begin();

  EXPECT_EQ(post(session, session_line(5, "tools/call", R"("name":"wait")")).status, 429);
  EXPECT_EQ(post(session, session_line(6, "ping")).status, 200) << "that takes no time";
}

TEST_F(BusyClient, LeavesRoomForOthers) {
  client_ = "192.0.2.7";

  waiting_.push_back(begin_wait());

  EXPECT_FALSE(waiting_.back()->has_ended());
}

TEST_F(BusyClient, HasRoomAgainWhenARequestHasEnded) {
  waiting_.front()->leave();
  waiting_.front()->response();

  waiting_.push_back(begin_wait());

  EXPECT_FALSE(waiting_.back()->has_ended());
}

TEST_F(HttpEndpointTest, EndsItsSessionsWhenItStops) {
  const Fields session = begin("2025-06-18");
  const auto sink = begin_send("POST", session, session_line(5, "tools/call", R"("name":"wait")"));

  endpoint_.stop();

  EXPECT_EQ(sink->response().status, 202);
  EXPECT_EQ(post(session, session_line(6, "ping")).status, 503);
  EXPECT_EQ(endpoint_.close(std::chrono::seconds(20)), Closed::cleanly);
}

}  // namespace
}  // namespace d1mcp::transport
