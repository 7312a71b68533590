// Tools that run as tasks (the extension io.modelcontextprotocol/tasks).

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "conformance/fixture.hpp"
#include "mcp/meta.hpp"
#include "mcp/params.hpp"

namespace d1mcp::conformance {
namespace {

using mcp::Answers;
using mcp::CallContext;
using mcp::TaskUse;
using mcp::ToolResult;

const Json kBoolean = {{"type", "boolean"}};

void pass(std::chrono::milliseconds time, const CallContext& context) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait_for(lock, context.work.stop, time, [] { return false; });
}

mcp::Tool task_tool(mcp::Tool made, std::function<TaskUse(const Json&, const Answers&)> use) {
  made.task_use = std::move(use);
  return made;
}

TaskUse whenever_possible(const Json&, const Answers&) {
  return TaskUse::optional;
}

Result<ToolResult> greet(const Json& arguments, const CallContext&) {
  return text("Hello, " + arguments.value("name", "world") + "!");
}

Result<ToolResult> compute(const Json& arguments, const CallContext& context) {
  const double seconds = std::clamp(arguments.value("seconds", 1.0), 0.0, 60.0);
  pass(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)), context);
  TRY(context.work.check());
  return text("Computed " + arguments.value("label", "nothing") + ".");
}

Result<ToolResult> fail_later(const Json&, const CallContext& context) {
  pass(std::chrono::seconds(1), context);
  return Error{.code = ErrorCode::unsupported,
               .message = "The job failed, as it always does",
               .hint = {},
               .place = {}};
}

Result<ToolResult> fail_in_protocol(const Json&, const CallContext& context) {
  pass(std::chrono::milliseconds(500), context);
  return ToolResult{.fault = jsonrpc::Fault{.code = jsonrpc::Code::internal_error,
                                            .message = "The job broke the protocol"}};
}

Result<ToolResult> confirm_delete(const Json& arguments, const CallContext& context) {
  const std::string file = arguments.value("filename", "the file");
  if (mcp::declined(context.answers, "confirm")) return text("Kept " + file + ".");
  if (const Json* content = mcp::accepted_content(context.answers, "confirm")) {
    return text((content->value("confirm", false) ? "Deleted " : "Kept ") + file + ".");
  }
  return ToolResult{.question =
                        ask_for("confirm", "Delete " + file + "?", {{"confirm", kBoolean}})};
}

Result<ToolResult> ask_twice_at_once(const Json&, const CallContext& context) {
  if (context.answers.by_key.size() >= 2) return text("Both answers have come.");
  mcp::Question question = ask_for("first", "The first?", {{"name", kString}});
  const mcp::Question second = ask_for("second", "The second?", {{"color", kString}});
  question.requests.push_back(second.requests.front());
  return ToolResult{.question = std::move(question)};
}

const std::string* entered_name(const Answers& answers) {
  const Json* content = mcp::accepted_content(answers, "user_name");
  return content == nullptr ? nullptr : mcp::string_param(*content, "name");
}

Result<ToolResult> greet_later(const Json&, const CallContext& context) {
  const std::string* name = entered_name(context.answers);
  if (name == nullptr) {
    return ToolResult{.question = ask_for("user_name", "Your name?", {{"name", kString}})};
  }
  pass(std::chrono::milliseconds(500), context);
  return text("Hello, " + *name + "!");
}

}  // namespace

std::vector<mcp::Tool> task_tools() {
  const Json none = Json::object();
  const auto unless_immediate = [](const Json& arguments, const Answers&) {
    return arguments.value("seconds", 1.0) > 0 ? TaskUse::optional : TaskUse::never;
  };
  const auto once_named = [](const Json&, const Answers& answers) {
    return entered_name(answers) == nullptr ? TaskUse::never : TaskUse::optional;
  };
  const auto always = [](const Json&, const Answers&) { return TaskUse::required; };
  return {
      tool("greet", {{"name", kString}}, greet),
      task_tool(
          tool("slow_compute", {{"seconds", {{"type", "number"}}}, {"label", kString}}, compute),
          unless_immediate),
      task_tool(tool("failing_job", none, fail_later), always),
      task_tool(tool("protocol_error_job", none, fail_in_protocol), whenever_possible),
      task_tool(tool("confirm_delete", {{"filename", kString}}, confirm_delete), whenever_possible),
      task_tool(tool("multi_input", none, ask_twice_at_once), whenever_possible),
      task_tool(tool("test_tool_with_task", none, greet_later), once_named),
  };
}

}  // namespace d1mcp::conformance
