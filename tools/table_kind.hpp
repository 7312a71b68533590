#pragma once

#include "sql/schema.hpp"

namespace d1mcp::tools {

/// The word for a kind of table on the wire.
constexpr const char* kind_name(sql::TableKind kind) {
  switch (kind) {
    case sql::TableKind::table: return "table";
    case sql::TableKind::view: return "view";
    case sql::TableKind::virtual_table: return "virtual_table";
    case sql::TableKind::shadow: return "shadow";
  }
  return "table";
}

}  // namespace d1mcp::tools
