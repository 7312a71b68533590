// tools/list and tools/call.

#include <utility>

#include "core/log.hpp"
#include "core/text.hpp"
#include "mcp/error_mapping.hpp"
#include "mcp/extensions.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/methods/task_run.hpp"
#include "mcp/pagination.hpp"
#include "mcp/params.hpp"
#include "mcp/tool_result.hpp"

namespace d1mcp::mcp {
namespace {

jsonrpc::Fault unknown_tool(const std::string& name, const Catalog& tools) {
  std::string message = "there is no tool named \"" + std::string(utf8_prefix(name, 100)) + "\"";
  const std::string hint = did_you_mean(name, tools.names());
  if (!hint.empty()) message += "; " + hint;
  return wrong_params(std::move(message));
}

Outcome refused_arguments(const Call& call, const std::vector<Problem>& problems) {
  const std::string text = describe(problems, "arguments");
  if (features_of(call.terms.revision).explains_arguments) return argument_error_result(text);
  return wrong_params(text);
}

Outcome run(const Tool& tool, const Json& arguments, const Call& call) {
  Result<ToolResult> result = tool.call(arguments, call.context());
  if (!result) {
    call.conversation.log(LogLevel::info, tool.name + " failed: " + result.error().message);
    return error_result(result.error());
  }
  if (result->fault) return *std::move(result->fault);
  if (result->question) return *std::move(result->question);
  call.conversation.log(LogLevel::debug, tool.name + " succeeded");
  return tool_result(*result, call.terms.revision);
}

TaskUse use_of_tasks(const Tool& tool, const Json& arguments, const Call& call) {
  return tool.task_use ? tool.task_use(arguments, call.answers) : TaskUse::never;
}

// A session has no methods to follow a task with, whatever its client declares.
bool can_follow_tasks(const Terms& terms) {
  return terms.revision == kStatelessRevision &&
         declares_extension(terms.client_capabilities, kTasksExtension);
}

Outcome run_or_defer(const Tool& tool, Json arguments, const Call& call) {
  const TaskUse use = use_of_tasks(tool, arguments, call);
  if (use == TaskUse::never) return run(tool, arguments, call);
  if (!can_follow_tasks(call.terms)) {
    return use == TaskUse::required ? Outcome(tasks_are_needed()) : run(tool, arguments, call);
  }
  return run_as_task(tool, std::move(arguments), call);
}

}  // namespace

Outcome list_tools(const Call& call) {
  return list_result(call.request.params, "tools", call.server.tools.listing(call.terms.revision));
}

Outcome call_tool(const Call& call) {
  const Json& params = call.request.params;
  const std::string* name = string_param(params, "name");
  if (name == nullptr) return wrong_params("params.name must be the name of a tool");
  const CatalogEntry* entry = call.server.tools.find(*name);
  if (entry == nullptr) return unknown_tool(*name, call.server.tools);
  const Json* given = member(params, "arguments");
  if (given != nullptr && !given->is_object()) {
    return wrong_params("params.arguments must be an object");
  }
  Json arguments = given == nullptr ? Json::object() : *given;
  if (!entry->arguments) return run_or_defer(entry->tool, std::move(arguments), call);
  auto checked = entry->arguments->accept(std::move(arguments));
  if (const auto* problems = std::get_if<std::vector<Problem>>(&checked)) {
    return refused_arguments(call, *problems);
  }
  return run_or_defer(entry->tool, std::get<Json>(std::move(checked)), call);
}

}  // namespace d1mcp::mcp
