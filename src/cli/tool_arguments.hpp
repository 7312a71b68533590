#pragma once

#include "cli/command_line.hpp"
#include "cli/server_options.hpp"
#include "cli/surroundings.hpp"
#include "core/result.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

/// The arguments of the command's tool, as `schemas/<tool>.json` wants them. The words that name
/// databases become `options.databases`.
Result<jsonrpc::Json> read_tool_arguments(const CommandLine& line,
                                          const Surroundings& surroundings,
                                          ServerOptions& options);

}  // namespace d1mcp::cli
