#include "mcp/peer.hpp"

#include <utility>

namespace d1mcp::mcp {

void Peer::attach(std::shared_ptr<Channel> channel) {
  const Lock lock(mutex_);
  outlet_ = std::move(channel);
}

bool Peer::tell(std::string message) {
  std::shared_ptr<Channel> outlet;
  {
    const Lock lock(mutex_);
    outlet = outlet_;
  }
  if (!outlet) return false;
  outlet->notify(std::move(message));
  return true;
}

}  // namespace d1mcp::mcp
