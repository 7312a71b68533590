#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/call_context.hpp"

namespace d1mcp::mcp {

/// What a tool gives back. `structured` becomes `structuredContent`; null means there is none. The
/// text block that older clients and models read is `text`, or `structured` serialised when `text`
/// is empty. `links` are further content blocks, for example `resource_link`.
struct ToolResult {
  Json structured = nullptr;
  std::string text = {};
  std::vector<Json> links = {};

  /// Set: there is no result yet; the tool is called again with the answers.
  std::optional<Question> question = {};

  /// Set: the call should not have been made, and ends with a JSON-RPC error.
  std::optional<jsonrpc::Fault> fault = {};
};

/// How a call may run as a task (the extension io.modelcontextprotocol/tasks), where the client
/// knows tasks: never, or whenever the client can; `required` refuses clients that cannot.
enum class TaskUse { never, optional, required };

/// A tool as the dispatcher sees it. `contract` is `schemas/<name>.json`: name, title, description,
/// inputSchema, outputSchema, annotations, examples (the examples are ours and never sent). `call`
/// is given arguments that satisfy inputSchema, with its defaults filled in and integers written as
/// integers; it may run on any thread and concurrently with itself.
struct Tool {
  std::string name;
  Json contract;
  std::function<Result<ToolResult>(const Json& arguments, const CallContext& context)> call;

  /// Whether this call may be a task; empty: never.
  std::function<TaskUse(const Json& arguments, const Answers& answers)> task_use = {};

  /// False for a tool that checks its arguments itself, whose inputSchema is only shown.
  bool checked = true;
};

/// The use of a tool that is any client's to choose, as Tool::task_use.
inline TaskUse task_where_wanted(const Json& /*arguments*/, const Answers& /*answers*/) {
  return TaskUse::optional;
}

/// The contract in `text`; null when it is not JSON, which the catalog refuses at start.
Json parse_contract(std::string_view text);

/// The member `name` of a contract; empty when it has none.
std::string name_in(const Json& contract);

/// Makes a Tool from typed parts: `decode` turns accepted arguments into `Args`, `run` does the
/// work on domain types only, `encode` describes the outcome. Nothing but `decode` and `encode`
/// sees JSON.
template <typename Args, typename Out>
Tool make_tool(std::string_view contract_text,
               Result<Args> (*decode)(const Json&),
               std::function<Result<Out>(const Args&, const CallContext&)> run,
               ToolResult (*encode)(const Out&)) {
  Tool tool;
  tool.contract = parse_contract(contract_text);
  tool.name = name_in(tool.contract);
  tool.call = [decode, run = std::move(run), encode](
                  const Json& arguments, const CallContext& context) -> Result<ToolResult> {
    TRY_ASSIGN(const Args args, decode(arguments));
    TRY_ASSIGN(const Out out, run(args, context));
    return encode(out);
  };
  return tool;
}

}  // namespace d1mcp::mcp
