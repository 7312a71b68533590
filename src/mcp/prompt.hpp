#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.hpp"
#include "mcp/call_context.hpp"

namespace d1mcp::mcp {

/// One value a prompt is made from. Values are strings (MCP schema, GetPromptRequestParams).
struct PromptArgument {
  std::string name;
  std::string description;
  bool required = false;
};

/// What a prompt gives: an array of messages with `role` and `content`; or what must be asked
/// first.
using PromptMessages = std::variant<Json, Question>;

/// A message that a person picks in their client to begin a task with.
struct Prompt {
  std::string name;
  std::string title;        ///< For people; may be empty.
  std::string description;  ///< Never empty.
  std::vector<PromptArgument> arguments = {};

  /// Is given an object of strings with every required argument and no unknown one.
  std::function<Result<PromptMessages>(const Json& arguments, const CallContext& context)> get;
};

/// The message of a user that is nothing but text.
Json user_message(std::string text);

}  // namespace d1mcp::mcp
