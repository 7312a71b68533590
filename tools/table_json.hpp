#pragma once

#include "mcp/tool.hpp"
#include "sql/schema.hpp"

namespace d1mcp::tools {

/// A table's structure as table_info tells it: members that would say nothing (no default, not
/// unique, empty lists) are left out.
mcp::Json encode_table(const sql::TableInfo& info);

}  // namespace d1mcp::tools
