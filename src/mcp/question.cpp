#include "mcp/question.hpp"

#include <algorithm>
#include <utility>

#include "mcp/meta.hpp"

namespace d1mcp::mcp {
namespace {

// "sampling/createMessage" needs the capability "sampling".
std::string capability_for(std::string_view method) {
  return std::string(method.substr(0, method.find('/')));
}

const Json* action_of(const Answers& answers, std::string_view key) {
  const Json* answer = member(answers.by_key, key);
  return answer == nullptr ? nullptr : member(*answer, "action");
}

// {"elicitation": {}}.
Json needed_capabilities(const Question& question) {
  Json needed = Json::object();
  for (const InputRequest& request : question.requests) {
    needed[capability_for(request.method)] = Json::object();
  }
  return needed;
}

}  // namespace

InputRequest elicitation(std::string key, std::string message, Json schema) {
  return {.key = std::move(key),
          .method = "elicitation/create",
          .params = {{"message", std::move(message)}, {"requestedSchema", std::move(schema)}}};
}

const Json* accepted_content(const Answers& answers, std::string_view key) {
  const Json* action = action_of(answers, key);
  if (action == nullptr || *action != "accept") return nullptr;
  const Json* content = member(*member(answers.by_key, key), "content");
  return content != nullptr && content->is_object() ? content : nullptr;
}

bool declined(const Answers& answers, std::string_view key) {
  const Json* action = action_of(answers, key);
  return action != nullptr && (*action == "decline" || *action == "cancel");
}

// A client that declares elicitation only for URLs cannot show a form.
bool can_answer(const Json& client_capabilities, std::string_view method) {
  const Json* capability = member(client_capabilities, capability_for(method));
  if (capability == nullptr || !capability->is_object()) return false;
  return method != "elicitation/create" || capability->empty() || capability->contains("form");
}

std::optional<jsonrpc::Fault> missing_capability(const Question& question,
                                                 const Json& client_capabilities) {
  const auto unanswerable = std::ranges::find_if(question.requests, [&](const auto& request) {
    return !can_answer(client_capabilities, request.method);
  });
  if (unanswerable == question.requests.end()) return std::nullopt;
  return jsonrpc::Fault{.code = jsonrpc::Code::missing_client_capability,
                        .message = "this needs a client that answers " + unanswerable->method,
                        .data = {{"requiredCapabilities", needed_capabilities(question)}}};
}

}  // namespace d1mcp::mcp
