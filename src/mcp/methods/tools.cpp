// tools/list and tools/call.

#include <utility>

#include "core/text.hpp"
#include "mcp/error_mapping.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
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

Outcome run(const CatalogEntry& entry, const Json& arguments, const Call& call) {
  const CallContext context{.work = call.conversation.work()};
  const Result<ToolResult> result = entry.tool.call(arguments, context);
  if (!result) {
    call.conversation.log(LogLevel::info, entry.tool.name + " failed: " + result.error().message);
    return error_result(result.error());
  }
  call.conversation.log(LogLevel::debug, entry.tool.name + " succeeded");
  return tool_result(*result, call.terms.revision);
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
  const Json* arguments = member(params, "arguments");
  if (arguments != nullptr && !arguments->is_object()) {
    return wrong_params("params.arguments must be an object");
  }
  auto checked = entry->arguments.accept(arguments == nullptr ? Json::object() : *arguments);
  if (const auto* problems = std::get_if<std::vector<Problem>>(&checked)) {
    return refused_arguments(call, *problems);
  }
  return run(*entry, std::get<Json>(checked), call);
}

}  // namespace d1mcp::mcp
