#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/server_options.hpp"
#include "cli/surroundings.hpp"
#include "core/result.hpp"

namespace d1mcp::cli {

/// The options every command takes; `databases` stays empty, since which words name databases
/// depends on the command.
Result<ServerOptions> read_server_options(const CommandLine& line,
                                          const Surroundings& surroundings);

/// The error for a value that is none of the few an option knows.
Error not_a_choice(std::string_view option,
                   std::string_view given,
                   const std::vector<std::string>& choices);

/// The value of an option that knows only a few.
Result<std::optional<std::string>> read_choice(const CommandLine& line,
                                               std::string_view option,
                                               const std::vector<std::string>& choices);

}  // namespace d1mcp::cli
