// Tools that cannot go on before the client has answered: elicitation, sampling, roots.

#include <functional>
#include <utility>

#include "conformance/fixture.hpp"
#include "mcp/meta.hpp"
#include "mcp/params.hpp"

namespace d1mcp::conformance {
namespace {

using mcp::CallContext;
using mcp::InputRequest;
using mcp::Question;
using mcp::ToolResult;
using Call = std::function<Result<ToolResult>(const Json&, const CallContext&)>;

ToolResult asking(Question question) {
  return {.question = std::move(question)};
}

InputRequest sampling(const std::string& key, const std::string& prompt) {
  const Json content = {{"type", "text"}, {"text", prompt}};
  return {.key = key,
          .method = "sampling/createMessage",
          .params = {{"messages", Json::array({{{"role", "user"}, {"content", content}}})},
                     {"maxTokens", 100}}};
}

InputRequest roots(const std::string& key) {
  return {.key = key, .method = "roots/list", .params = Json::object()};
}

const Json* answer(const CallContext& context, const std::string& key) {
  return mcp::member(context.answers.by_key, key);
}

std::string sampled_text(const Json& answer) {
  const Json* content = mcp::member(answer, "content");
  const Json* said = content == nullptr ? nullptr : mcp::member(*content, "text");
  return said == nullptr ? answer.dump() : said->get<std::string>();
}

/// The string the user entered as `property`, if that is what they entered.
const std::string* entered(const CallContext& context,
                           const std::string& key,
                           const std::string& property) {
  const Json* content = mcp::accepted_content(context.answers, key);
  return content == nullptr ? nullptr : mcp::string_param(*content, property);
}

// ---- One question, in both eras.

Result<ToolResult> ask_model(const Json& arguments, const CallContext& context) {
  if (const Json* said = answer(context, "reply")) {
    return text("LLM response: " + sampled_text(*said));
  }
  return asking({.requests = {sampling("reply", arguments.value("prompt", ""))}, .state = {}});
}

Call ask_user(const Json& schema) {
  return [schema](const Json& arguments, const CallContext& context) -> Result<ToolResult> {
    if (const Json* said = answer(context, "reply")) return text("User response: " + said->dump());
    const std::string message = arguments.value("message", "Please answer.");
    return asking({.requests = {mcp::elicitation("reply", message, schema)}, .state = {}});
  };
}

Json defaults_schema() {
  return {
      {"type", "object"},
      {"properties",
       {{"name", {{"type", "string"}, {"default", "John Doe"}}},
        {"age", {{"type", "integer"}, {"default", 30}}},
        {"score", {{"type", "number"}, {"default", 95.5}}},
        {"status",
         {{"type", "string"}, {"enum", {"active", "inactive", "pending"}}, {"default", "active"}}},
        {"verified", {{"type", "boolean"}, {"default", true}}}}}};
}

Json titled(const char* value, const char* title) {
  return {{"const", value}, {"title", title}};
}

Json enums_schema() {
  const Json options = {"option1", "option2", "option3"};
  const Json choices = Json::array({titled("value1", "First Option"),
                                    titled("value2", "Second Option"),
                                    titled("value3", "Third Option")});
  const Json many = Json::array({titled("value1", "First Choice"),
                                 titled("value2", "Second Choice"),
                                 titled("value3", "Third Choice")});
  return {
      {"type", "object"},
      {"properties",
       {{"untitledSingle", {{"type", "string"}, {"enum", options}}},
        {"titledSingle", {{"type", "string"}, {"oneOf", choices}}},
        {"legacyEnum",
         {{"type", "string"},
          {"enum", {"opt1", "opt2", "opt3"}},
          {"enumNames", {"Option One", "Option Two", "Option Three"}}}},
        {"untitledMulti", {{"type", "array"}, {"items", {{"type", "string"}, {"enum", options}}}}},
        {"titledMulti", {{"type", "array"}, {"items", {{"anyOf", many}}}}}}}};
}

// ---- Results that ask for input, as 2026-07-28 has them.

Result<ToolResult> ask_name(const Json&, const CallContext& context) {
  if (const std::string* name = entered(context, "user_name", "name")) {
    return text("Hello, " + *name + "!");
  }
  return asking(ask_for("user_name", "What is your name?", {{"name", kString}}));
}

Result<ToolResult> ask_capital(const Json&, const CallContext& context) {
  if (const Json* said = answer(context, "capital_question")) {
    return text("The model says: " + sampled_text(*said));
  }
  const InputRequest question = sampling("capital_question", "What is the capital of France?");
  return asking({.requests = {question}, .state = {}});
}

Result<ToolResult> ask_roots(const Json&, const CallContext& context) {
  if (const Json* said = answer(context, "client_roots")) return text("Roots: " + said->dump());
  return asking({.requests = {roots("client_roots")}, .state = {}});
}

Call ask_to_confirm(const std::string& state) {
  return [state](const Json&, const CallContext& context) -> Result<ToolResult> {
    const bool confirmed = mcp::accepted_content(context.answers, "confirm") != nullptr;
    if (confirmed && context.answers.state == state) return text("state-ok");
    Question question = ask_for("confirm", "Go on?", {{"ok", {{"type", "boolean"}}}});
    question.state = state;
    return asking(std::move(question));
  };
}

Result<ToolResult> ask_three_things(const Json&, const CallContext& context) {
  if (answer(context, "user_name") != nullptr && answer(context, "greeting") != nullptr &&
      answer(context, "client_roots") != nullptr) {
    return text("All three were answered.");
  }
  Question question = ask_for("user_name", "What is your name?", {{"name", kString}});
  question.requests.push_back(sampling("greeting", "Write a greeting."));
  question.requests.push_back(roots("client_roots"));
  question.state = "three";
  return asking(std::move(question));
}

Result<ToolResult> ask_twice(const Json&, const CallContext& context) {
  const std::string& state = context.answers.state;
  if (state == "second" && answer(context, "step2") != nullptr) return text("Both steps are done.");
  const bool first_is_done = state == "first" && answer(context, "step1") != nullptr;
  Question question = first_is_done ? ask_for("step2", "The second step?", {{"color", kString}})
                                    : ask_for("step1", "The first step?", {{"name", kString}});
  question.state = first_is_done ? "second" : "first";
  return asking(std::move(question));
}

Result<ToolResult> ask_what_can_be_answered(const Json&, const CallContext& context) {
  if (!context.answers.by_key.empty()) return text("Answered.");
  Question question;
  if (context.client_can("sampling/createMessage")) {
    question.requests.push_back(sampling("model", "Say something."));
  }
  if (context.client_can("elicitation/create")) {
    const Question form = ask_for("user", "Say something.", {{"said", kString}});
    question.requests.push_back(form.requests.front());
  }
  if (question.requests.empty()) return text("There is nobody to ask.");
  return asking(std::move(question));
}

Result<ToolResult> need_sampling(const Json&, const CallContext&) {
  return asking({.requests = {sampling("reply", "Say something.")}, .state = {}});
}

}  // namespace

std::vector<mcp::Tool> asking_tools() {
  const Json none = Json::object();
  const Json user = {{"type", "object"},
                     {"properties", {{"username", kString}, {"email", kString}}},
                     {"required", {"username", "email"}}};
  const std::string prefix = "test_input_required_result_";
  return {
      tool("test_sampling", {{"prompt", kString}}, ask_model),
      tool("test_elicitation", {{"message", kString}}, ask_user(user)),
      tool("test_elicitation_sep1034_defaults", none, ask_user(defaults_schema())),
      tool("test_elicitation_sep1330_enums", none, ask_user(enums_schema())),
      tool("test_missing_capability", none, need_sampling),
      tool("test_streaming_elicitation", none, ask_name),
      tool(prefix + "elicitation", none, ask_name),
      tool(prefix + "sampling", none, ask_capital),
      tool(prefix + "list_roots", none, ask_roots),
      tool(prefix + "request_state", none, ask_to_confirm("confirming")),
      tool(prefix + "multiple_inputs", none, ask_three_things),
      tool(prefix + "multi_round", none, ask_twice),
      tool(prefix + "tampered_state", none, ask_to_confirm("sealed")),
      tool(prefix + "capabilities", none, ask_what_can_be_answered),
  };
}

}  // namespace d1mcp::conformance
