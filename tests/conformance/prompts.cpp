#include <utility>

#include "conformance/fixture.hpp"

namespace d1mcp::conformance {
namespace {

using mcp::CallContext;
using mcp::PromptMessages;

Json message(Json content) {
  return {{"role", "user"}, {"content", std::move(content)}};
}

Result<PromptMessages> simple(const Json&, const CallContext&) {
  return PromptMessages(Json::array({mcp::user_message("This is a simple prompt for testing.")}));
}

Result<PromptMessages> with_arguments(const Json& arguments, const CallContext&) {
  return PromptMessages(Json::array(
      {mcp::user_message("Prompt with arguments: arg1='" + arguments.at("arg1").get<std::string>() +
                         "', arg2='" + arguments.at("arg2").get<std::string>() + "'")}));
}

Result<PromptMessages> with_resource(const Json& arguments, const CallContext&) {
  const Json resource = {{"uri", arguments.at("resourceUri")},
                         {"mimeType", "text/plain"},
                         {"text", "Embedded resource content for testing."}};
  return PromptMessages(
      Json::array({message({{"type", "resource"}, {"resource", resource}}),
                   mcp::user_message("Please process the embedded resource above.")}));
}

Result<PromptMessages> with_image(const Json&, const CallContext&) {
  return PromptMessages(
      Json::array({message({{"type", "image"}, {"data", kPixel}, {"mimeType", "image/png"}}),
                   mcp::user_message("Please analyze the image above.")}));
}

Result<PromptMessages> ask_context(const Json&, const CallContext& context) {
  if (const Json* content = mcp::accepted_content(context.answers, "user_context")) {
    return PromptMessages(Json::array({mcp::user_message("Context: " + content->dump())}));
  }
  return PromptMessages(
      ask_for("user_context", "What is this about?", {{"context", {{"type", "string"}}}}));
}

mcp::Prompt prompt(const std::string& name,
                   std::vector<mcp::PromptArgument> arguments,
                   decltype(mcp::Prompt::get) get) {
  return {.name = name,
          .title = {},
          .description = "For the conformance suite: " + name,
          .arguments = std::move(arguments),
          .get = std::move(get)};
}

mcp::PromptArgument needed(const std::string& name) {
  return {.name = name, .description = "For the conformance suite", .required = true};
}

}  // namespace

std::vector<mcp::Prompt> prompts() {
  return {prompt("test_simple_prompt", {}, simple),
          prompt("test_prompt_with_arguments", {needed("arg1"), needed("arg2")}, with_arguments),
          prompt("test_prompt_with_embedded_resource", {needed("resourceUri")}, with_resource),
          prompt("test_prompt_with_image", {}, with_image),
          prompt("test_input_required_result_prompt", {}, ask_context)};
}

}  // namespace d1mcp::conformance
