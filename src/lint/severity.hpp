#pragma once

#include <string_view>

namespace d1mcp::lint {

/// How bad it is to go on.
enum class Severity {
  error,    ///< It will fail, or lose what nobody said should go.
  warning,  ///< It needs a person's yes: `-- migrate:allow ID reason`.
  info,     ///< Worth knowing.
};

/// "error", "warning", "info".
std::string_view to_string(Severity severity);

}  // namespace d1mcp::lint
