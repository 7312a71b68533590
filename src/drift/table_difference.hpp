#pragma once

#include <string>
#include <vector>

#include "sql/schema.hpp"

namespace d1mcp::drift {

/// How two tables of one name differ in what they do, a phrase each: columns, constraints, options.
/// None when only their text does. Indexes and triggers that are objects of their own do not count.
std::vector<std::string> table_differences(const sql::TableInfo& here, const sql::TableInfo& there);

/// The same for two indexes, which the tables they are on have under the name `index`.
std::vector<std::string> index_differences(const sql::TableInfo& here,
                                           const sql::TableInfo& there,
                                           const std::string& index);

/// The column of `table` called `name`; null when there is none.
const sql::ColumnInfo* column_of(const sql::TableInfo& table, const std::string& name);

}  // namespace d1mcp::drift
