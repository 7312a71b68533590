// prompts/list and prompts/get.

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "mcp/error_mapping.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/pagination.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {
namespace {

Json on_the_wire(const PromptArgument& argument) {
  return {{"name", argument.name},
          {"description", argument.description},
          {"required", argument.required}};
}

Json on_the_wire(const Prompt& prompt, Revision revision) {
  Json shown = {{"name", prompt.name}};
  if (features_of(revision).structured && !prompt.title.empty()) shown["title"] = prompt.title;
  shown["description"] = prompt.description;
  shown["arguments"] = Json::array();
  for (const PromptArgument& argument : prompt.arguments) {
    shown["arguments"].push_back(on_the_wire(argument));
  }
  return shown;
}

std::vector<std::string> names_of(const auto& all) {
  std::vector<std::string> names;
  for (const auto& one : all) names.push_back(one.name);
  return names;
}

jsonrpc::Fault unknown(const std::string& kind,
                       const std::string& name,
                       const std::vector<std::string>& known) {
  std::string message =
      "there is no " + kind + " named \"" + std::string(utf8_prefix(name, 100)) + "\"";
  const std::string hint = did_you_mean(name, known);
  if (!hint.empty()) message += "; " + hint;
  return wrong_params(std::move(message));
}

std::optional<jsonrpc::Fault> problem_in(const Json& given, const Prompt& prompt) {
  if (!given.is_object()) return wrong_params("params.arguments must be an object");
  for (const auto& [name, value] : given.items()) {
    const bool known =
        std::ranges::find(prompt.arguments, name, &PromptArgument::name) != prompt.arguments.end();
    if (!known) return unknown("argument", name, names_of(prompt.arguments));
    if (!value.is_string()) return wrong_params("params.arguments." + name + " must be a string");
  }
  for (const PromptArgument& argument : prompt.arguments) {
    if (argument.required && !given.contains(argument.name)) {
      return wrong_params("params.arguments." + argument.name +
                          " is missing: " + argument.description);
    }
  }
  return std::nullopt;
}

}  // namespace

Outcome list_prompts(const Call& call) {
  Json listed = Json::array();
  for (const Prompt& prompt : call.server.prompts) {
    listed.push_back(on_the_wire(prompt, call.terms.revision));
  }
  return list_result(call.request.params, "prompts", listed);
}

Outcome get_prompt(const Call& call) {
  const std::string* name = string_param(call.request.params, "name");
  if (name == nullptr) return wrong_params("params.name must be the name of a prompt");
  const auto prompt = std::ranges::find(call.server.prompts, *name, &Prompt::name);
  if (prompt == call.server.prompts.end())
    return unknown("prompt", *name, names_of(call.server.prompts));
  const Json* given = member(call.request.params, "arguments");
  const Json arguments = given == nullptr ? Json::object() : *given;
  if (auto problem = problem_in(arguments, *prompt)) return *std::move(problem);
  Result<PromptMessages> got = prompt->get(arguments, call.context());
  if (!got) return failed_request(got.error());
  if (auto* question = std::get_if<Question>(&*got)) return std::move(*question);
  return Json{{"description", prompt->description}, {"messages", std::get<Json>(*std::move(got))}};
}

}  // namespace d1mcp::mcp
