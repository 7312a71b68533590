#include "unit/mcp/toy_server.hpp"

#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "unit/mcp/message_log.hpp"

namespace d1mcp::mcp {
namespace {

struct Addition {
  std::int64_t a = 0;
  std::int64_t b = 0;
};

Tool add_tool() {
  constexpr const char* kContract = R"({
    "name": "add", "title": "Add", "description": "Adds two integers.",
    "inputSchema": {"type": "object",
      "properties": {"a": {"type": "integer", "minimum": 0, "maximum": 1000},
                     "b": {"type": "integer", "default": 5}},
      "required": ["a"], "additionalProperties": false},
    "outputSchema": {"type": "object", "properties": {"sum": {"type": "integer"}},
                     "required": ["sum"]},
    "annotations": {"readOnlyHint": true},
    "examples": [{"arguments": {"a": 1}}]})";
  return make_tool<Addition, std::int64_t>(
      kContract,
      [](const Json& arguments) -> Result<Addition> {
        return Addition{.a = arguments.at("a").get<std::int64_t>(),
                        .b = arguments.at("b").get<std::int64_t>()};
      },
      [](const Addition& wanted, const CallContext&) -> Result<std::int64_t> {
        return wanted.a + wanted.b;
      },
      [](const std::int64_t& sum) {
        return ToolResult{.structured = {{"sum", sum}}};
      });
}

Result<ToolResult> fail(const Json&, const CallContext&) {
  return Error{.code = ErrorCode::not_found,
               .message = "there is no table \"usres\"",
               .hint = "did you mean users?",
               .place = Place{.file = "q.sql", .line = 2, .column = 15, .statement = 1}};
}

Result<ToolResult> fail_badly(const Json&, const CallContext&) {
  throw std::runtime_error("the secret reason");
}

Result<ToolResult> count(const Json&, const CallContext& context) {
  for (std::uint64_t done = 1; done <= 3; ++done) {
    context.work.report({.what = "counting", .done = done, .total = 3});
  }
  ToolResult result{.structured = {{"counted", 3}}, .text = "counted to 3"};
  result.links.push_back(
      {{"type", "resource_link"}, {"uri", "toy://numbers"}, {"name", "numbers"}});
  return result;
}

Result<ToolResult> wait(const Json&, const CallContext& context) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait(lock, context.work.stop, [] { return false; });
  return context.work.check().error();
}

}  // namespace

std::string toy_contract(const std::string& name, const std::string& input_schema) {
  return R"({"name": ")" + name + R"(", "description": "A toy.", "inputSchema": )" + input_schema +
         "}";
}

Tool toy_tool(const std::string& name, decltype(Tool::call) call) {
  return Tool{.name = name,
              .contract = parse_contract(
                  toy_contract(name, R"({"type": "object", "additionalProperties": false})")),
              .call = std::move(call)};
}

Json name_form() {
  return {{"type", "object"}, {"properties", {{"name", {{"type", "string"}}}}}};
}

Result<ToolResult> ask_and_greet(const Json& /*arguments*/, const CallContext& context) {
  if (declined(context.answers, "who")) return ToolResult{.text = "Nobody is greeted."};
  const Json* content = accepted_content(context.answers, "who");
  if (content != nullptr && context.answers.state == "asked") {
    return ToolResult{.text = "Hello, " + content->value("name", "stranger") + "!"};
  }
  return ToolResult{
      .question =
          Question{.requests = {elicitation("who", "Your name?", name_form())}, .state = "asked"}};
}

Tool usable_as_task(Tool tool, TaskUse use) {
  tool.task_use = [use](const Json&, const Answers&) { return use; };
  return tool;
}

std::vector<Tool> toy_tools() {
  return {add_tool(),
          toy_tool("fail", fail),
          toy_tool("break", fail_badly),
          toy_tool("count", count),
          toy_tool("wait", wait)};
}

Server toy_server() {
  return toy_server(toy_tools());
}

Server toy_server(std::vector<Tool> tools) {
  return Server{
      .info = {.name = "toy", .version = "1.2.3", .title = "Toy", .instructions = "Play."},
      .tools = std::move(Catalog::create(std::move(tools))).value()};
}

void RecordingChannel::notify(std::string message) {
  log_message(this, Speaker::server, message);
  const Json shown = heed ? Json::parse(message) : Json();
  {
    const Lock lock(mutex_);
    sent_.push_back(std::move(message));
  }
  if (heed) heed(shown);
}

void RecordingChannel::finish(Answer answer) {
  if (answer.ending != Ending::silent) log_message(this, Speaker::server, answer.message);
  const Lock lock(mutex_);
  endings_.push_back(answer.ending);
  sent_.push_back(answer.ending == Ending::silent ? "(silent)" : std::move(answer.message));
}

std::vector<std::string> RecordingChannel::take() {
  const Lock lock(mutex_);
  return std::exchange(sent_, {});
}

std::vector<Ending> RecordingChannel::endings() {
  const Lock lock(mutex_);
  return endings_;
}

std::vector<Job> ToyConnection::receive(const std::string& line) {
  log_message(channel_.get(), Speaker::client, line);
  return dispatcher_.receive(peer_, jsonrpc::decode(line, {}), channel_);
}

std::vector<std::string> ToyConnection::say(const std::string& line) {
  for (Job& job : receive(line)) std::move(job).run();
  return channel_->take();
}

Json ToyConnection::ask(const std::string& line) {
  const std::vector<std::string> answers = say(line);
  EXPECT_EQ(answers.size(), 1U) << line;
  return answers.empty() ? Json() : Json::parse(answers.back());
}

std::string session_line(int id, const std::string& method, const std::string& params) {
  return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + method +
         R"(","params":{)" + params + "}}";
}

std::string stateless_line(int id,
                           const std::string& method,
                           const std::string& params,
                           const std::string& capabilities) {
  return session_line(id,
                      method,
                      R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
                      R"("io.modelcontextprotocol/clientCapabilities":)" +
                          capabilities + "}" + (params.empty() ? "" : "," + params));
}

std::string cancel_line(const std::string& id) {
  return R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" + id +
         "}}";
}

std::string response_line(const Json& id, const std::string& outcome) {
  return R"({"jsonrpc":"2.0","id":)" + id.dump() + "," + outcome + "}";
}

int code_of(const Json& answer) {
  return answer.contains("error") ? answer.at("error").at("code").get<int>() : 0;
}

std::string text_of(const Json& answer) {
  return answer.at("result").at("content")[0].at("text").get<std::string>();
}

std::string initialize_line(const std::string& revision, const std::string& capabilities) {
  return session_line(0,
                      "initialize",
                      R"("protocolVersion":")" + revision + R"(","capabilities":)" + capabilities +
                          R"(,"clientInfo":{"name":"test","version":"1"})");
}

}  // namespace d1mcp::mcp
