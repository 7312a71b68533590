#pragma once

#include <string>
#include <string_view>

#include "cli/command_table.hpp"

namespace d1mcp::cli {

/// The page `d1-mcp --help` prints for `serve`, or the page of one command. Lines are at most 80
/// columns of ASCII; the last one ends with a line end.
std::string help_page(Command command, std::string_view version);

}  // namespace d1mcp::cli
