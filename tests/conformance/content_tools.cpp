// Tools that show each kind of content, progress, logging, and lists that change.

#include <chrono>
#include <thread>

#include "conformance/fixture.hpp"

namespace d1mcp::conformance {
namespace {

using mcp::CallContext;
using mcp::LogLevel;
using mcp::ToolResult;

constexpr std::chrono::milliseconds kBetweenSteps{50};

Json text_block(const std::string& said) {
  return {{"type", "text"}, {"text", said}};
}

Json image_block() {
  return {{"type", "image"}, {"data", kPixel}, {"mimeType", "image/png"}};
}

Json resource_block(const std::string& uri, const std::string& type, const std::string& said) {
  return {{"type", "resource"}, {"resource", {{"uri", uri}, {"mimeType", type}, {"text", said}}}};
}

Result<ToolResult> with_progress(const Json&, const CallContext& context) {
  for (const std::uint64_t done : {0U, 50U, 100U}) {
    context.work.report({.what = "testing", .done = done, .total = 100});
    std::this_thread::sleep_for(kBetweenSteps);
  }
  return text("Done in three steps.");
}

Result<ToolResult> with_logging(const Json&, const CallContext& context) {
  for (const char* said :
       {"Tool execution started", "Tool processing data", "Tool execution completed"}) {
    context.log(LogLevel::info, said);
    std::this_thread::sleep_for(kBetweenSteps);
  }
  return text("Logged three messages.");
}

Result<ToolResult> log_once(const Json&, const CallContext& context) {
  context.log(LogLevel::info, "A message for those who asked for messages");
  return text("Logged if that was asked for.");
}

Result<ToolResult> fail(const Json&, const CallContext&) {
  return Error{.code = ErrorCode::unsupported,
               .message = "This tool intentionally returns an error for testing",
               .hint = {},
               .place = {}};
}

// Long enough for a client to lose its connection and come back for the answer.
Result<ToolResult> reconnect(const Json&, const CallContext& context) {
  context.pause();
  std::this_thread::sleep_for(2 * kBetweenSteps);
  return text("Reconnection test completed successfully.");
}

}  // namespace

std::vector<mcp::Tool> content_tools() {
  const Json none = Json::object();
  const auto always = [&none](const std::string& name, const ToolResult& result) {
    return tool(name, none, [result](const Json&, const CallContext&) { return Result(result); });
  };
  const Json embedded = resource_block(
      "test://embedded-resource", "text/plain", "This is an embedded resource content.");
  const Json mixed = resource_block(
      "test://mixed-content-resource", "application/json", R"({"test":"data","value":123})");
  const Json audio = {{"type", "audio"}, {"data", kSilence}, {"mimeType", "audio/wav"}};
  return {
      always("test_simple_text", text("This is a simple text response for testing.")),
      always("test_image_content", blocks({image_block()})),
      always("test_audio_content", blocks({audio})),
      always("test_embedded_resource", blocks({embedded})),
      always("test_multiple_content_types",
             blocks({text_block("Multiple content types test:"), image_block(), mixed})),
      tool("test_error_handling", none, fail),
      tool("test_tool_with_progress", none, with_progress),
      tool("test_tool_with_logging", none, with_logging),
      tool("test_logging_tool", none, log_once),
      tool("test_reconnection", none, reconnect),
  };
}

std::vector<mcp::Tool> change_tools(const std::shared_ptr<mcp::Audience>& audience) {
  return {tool("test_trigger_tool_change",
               Json::object(),
               [audience](const Json&, const CallContext&) -> Result<ToolResult> {
                 audience->tools_changed();
                 return text("The tools have changed.");
               }),
          tool("test_trigger_prompt_change",
               Json::object(),
               [audience](const Json&, const CallContext&) -> Result<ToolResult> {
                 audience->prompts_changed();
                 return text("The prompts have changed.");
               })};
}

}  // namespace d1mcp::conformance
