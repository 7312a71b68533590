#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/mutex.hpp"
#include "mcp/workload.hpp"

namespace d1mcp::transport {

/// The clients of an HTTP server, told apart by the address they come from: HTTP without sessions
/// has nothing else, and with them one client could open many. Thread-safe.
class HttpClients {
 public:
  /// What the client at `address` has running, over all its connections and sessions. Kept while
  /// anybody holds it.
  std::shared_ptr<mcp::Workload> workload_of(const std::string& address);

 private:
  Mutex mutex_;
  std::map<std::string, std::weak_ptr<mcp::Workload>> workloads_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
