#pragma once

#include "app/signals.hpp"
#include "cli/arguments.hpp"

namespace d1mcp::app {

// What the program does for each mode of its command line. Each gives the exit code.

int serve_stdio(const cli::Invocation& invocation, const StopOnSignal& signals);
int call_tool(const cli::Invocation& invocation, const StopOnSignal& signals);

/// Serving HTTP and the demo. In d1-mcp-http they are done; d1-mcp itself does not link the HTTP
/// library, whose start costs more than the rest of the program's, and hands over to its sibling:
/// then this never returns, unless the sibling cannot be started.
int run_http_mode(const cli::Invocation& invocation, const StopOnSignal& signals, char** argv);

}  // namespace d1mcp::app
