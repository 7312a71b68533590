#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "mcp/call_context.hpp"

namespace d1mcp::mcp {

/// A client asks how an argument goes on that its user has begun to write.
struct CompletionQuery {
  enum class Of { prompt, resource_template };

  Of of = Of::prompt;
  std::string reference;         ///< The prompt's name, or the URI template.
  std::string argument;          ///< The argument's name, or the variable's.
  std::string value;             ///< What has been written of it.
  Json others = Json::object();  ///< Arguments that are settled already, by name.
};

/// All values that begin with what was written, best first. The method cuts them to 100.
using Completer =
    std::function<Result<std::vector<std::string>>(const CompletionQuery&, const CallContext&)>;

}  // namespace d1mcp::mcp
