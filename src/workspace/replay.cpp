#include "workspace/replay.hpp"

#include "sqlite/replay.hpp"

namespace d1mcp::workspace {

Result<std::unique_ptr<sql::Replay>> open_replay(const Entry& entry) {
  return sqlite::open_replay(entry.description().dialect);
}

}  // namespace d1mcp::workspace
