#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/command_line.hpp"
#include "cli/server_options.hpp"
#include "core/result.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

/// The error for the operand after the `most` that the command takes.
Error too_many(const CommandLine& line, std::size_t most);

/// All operands are databases, up to `most`.
Status take_databases(const CommandLine& line, std::size_t most, ServerOptions& options);

/// Sets a member where there is a value.
template <typename Value>
void put(jsonrpc::Json& arguments, const char* name, std::optional<Value> value) {
  if (value) arguments[name] = std::move(*value);
}

/// Sets a member to true where the option is given.
inline void put_flag(jsonrpc::Json& arguments,
                     const char* name,
                     const CommandLine& line,
                     std::string_view option) {
  if (line.has(option)) arguments[name] = true;
}

/// The arguments of export_db.
Result<jsonrpc::Json> export_arguments(const CommandLine& line, ServerOptions& options);

/// The arguments of repair_history.
Result<jsonrpc::Json> repair_arguments(const CommandLine& line, ServerOptions& options);

/// The arguments of import_db.
Result<jsonrpc::Json> import_arguments(const CommandLine& line, ServerOptions& options);

}  // namespace d1mcp::cli
