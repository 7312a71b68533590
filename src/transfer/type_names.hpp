#pragma once

#include <map>
#include <span>
#include <string>

#include "sql/schema.hpp"

namespace d1mcp::transfer {

/// Names of TypeScript types for the rows of each table, by its name: user_roles becomes UserRoles.
/// What cannot stand in a name is left out. Each name is there once, as are those that end with
/// "Insert": of two tables that would share one, the later gets a number.
std::map<std::string, std::string> type_names(std::span<const sql::TableSummary> tables);

}  // namespace d1mcp::transfer
