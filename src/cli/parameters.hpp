#pragma once

#include <string>

#include "cli/command_line.hpp"
#include "core/result.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

/// The value of one `--param` as a tool takes it. A number, true, false and null in JSON's spelling
/// are meant as such, true and false as 1 and 0; everything else is text, and so is what follows
/// `text:`. An integer beyond 2^53 is written as {"$int": "…"}, which no reader rounds.
Result<jsonrpc::Json> parse_parameter(const std::string& written);

/// What `--param` and `--params` bind: null when there is neither, an error when there are both.
Result<jsonrpc::Json> read_parameters(const CommandLine& line);

}  // namespace d1mcp::cli
