#pragma once

#include <vector>

#include "mcp/tool.hpp"
#include "sql/connection.hpp"

namespace d1mcp::tools {

/// [{"table", "inserted", "updated", "deleted"}, …]
inline mcp::Json encode_changes(const std::vector<sql::TableChange>& changes) {
  mcp::Json list = mcp::Json::array();
  for (const sql::TableChange& change : changes) {
    list.push_back({{"table", change.table},
                    {"inserted", change.inserted},
                    {"updated", change.updated},
                    {"deleted", change.deleted}});
  }
  return list;
}

}  // namespace d1mcp::tools
