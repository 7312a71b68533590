#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "core/mutex.hpp"
#include "mcp/channel.hpp"

namespace d1mcp::mcp {

/// Collects the answers to one batch and sends them as one array when the last has come; cancelled
/// requests are left out of it. Notifications go out at once.
class BatchChannel final : public Channel {
 public:
  /// `expected` answers will come; at least one.
  BatchChannel(std::shared_ptr<Channel> outer, std::size_t expected);

  void notify(std::string message) override;
  void finish(Answer answer) override;

 private:
  std::shared_ptr<Channel> outer_;
  Mutex mutex_;
  std::size_t expected_ D1MCP_GUARDED_BY(mutex_);
  std::string answers_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::mcp
