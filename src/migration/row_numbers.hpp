#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// Numbers of rows by the table's name.
using RowNumbers = std::map<std::string, std::int64_t>;

/// How many rows each table has; virtual tables and D1's own are left out.
Result<RowNumbers> count_rows(sql::Connection& connection, const Work& work);

/// How many rows fewer the tables of `before` have in `after`: those that are gone all of them.
/// Only tables that have fewer.
RowNumbers fewer_rows(const RowNumbers& before, const RowNumbers& after);

}  // namespace d1mcp::migration
