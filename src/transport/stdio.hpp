#pragma once

#include <chrono>
#include <stop_token>
#include <unistd.h>

#include "core/result.hpp"
#include "jsonrpc/parse.hpp"
#include "mcp/dispatcher.hpp"
#include "transport/worker_pool.hpp"

namespace d1mcp::transport {

struct StdioOptions {
  /// Threads for what may take long. Without any, every message is dealt with before the next is
  /// read: replies come in the order of the requests, but nothing can be cancelled.
  unsigned workers = 4;
  jsonrpc::Limits limits = {};
  int in = STDIN_FILENO;
  int out = STDOUT_FILENO;
};

/// Serves one client over a pair of pipes (MCP "stdio"): one message on each line, nothing else on
/// `out`. Returns when the input ends, nobody reads the output any more, or `stop` is requested.
///
/// At the end of the input, requests get 300 ms to be answered, so that a conversation piped into
/// the program is; what then still runs is cancelled and gets 400 ms to stop. On `stop` everything
/// is cancelled at once. A client that does not read cannot prolong that.
///
/// A line that is no message, or is too long, is answered with an error and the next one is read.
Closed serve_stdio(const mcp::Dispatcher& dispatcher,
                   const StdioOptions& options,
                   std::stop_token stop);

/// Keeps standard output for the protocol: gives a new descriptor for it and points descriptor 1 to
/// standard error, so that a stray print of some library cannot break the stream. To be called
/// before anything is printed.
Result<int> claim_standard_output();

}  // namespace d1mcp::transport
