#pragma once

#include "core/result.hpp"
#include "sql/connection.hpp"
#include "sqlite/authorizer.hpp"
#include "sqlite/handle.hpp"

namespace d1mcp::sqlite {

/// Compiles a user's statement under `authorizer`, which must already allow what is wanted. Fails
/// when `statement` holds nothing to run, or more than one statement, or was refused.
Result<PreparedStatement> prepare(sqlite3* handle,
                                  Authorizer& authorizer,
                                  const sql::Statement& statement);

/// Binds `parameters`: names where the statement has them, positions otherwise. A parameter without
/// a value and a positional value without a parameter are errors; names not used here are not.
Status bind(sqlite3_stmt* statement, const sql::Parameters& parameters);

/// Whether `statement` has a parameter called `name` (with or without its prefix).
bool has_parameter(sqlite3_stmt* statement, const std::string& name);

/// The columns of the result `statement` gives.
std::vector<sql::Column> columns_of(sqlite3_stmt* statement);

/// Fills `cells` with views of the current row.
void read_row(sqlite3_stmt* statement, std::vector<sql::Cell>& cells);

}  // namespace d1mcp::sqlite
