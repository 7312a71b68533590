#include "transport/http_clients.hpp"

namespace d1mcp::transport {

std::shared_ptr<mcp::Workload> HttpClients::workload_of(const std::string& address) {
  const Lock lock(mutex_);
  if (const auto known = workloads_.find(address); known != workloads_.end()) {
    if (auto workload = known->second.lock()) return workload;
  }
  std::erase_if(workloads_, [](const auto& entry) { return entry.second.expired(); });
  auto workload = std::make_shared<mcp::Workload>();
  workloads_.emplace(address, workload);
  return workload;
}

}  // namespace d1mcp::transport
