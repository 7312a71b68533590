#pragma once

#include <span>

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

/// The refusal of `authorizer`, which made a call on `handle` fail with `result_code`. Where the
/// dialect is one of D1's the message is D1's and the hint tells why.
Error refused(sqlite3* handle, int result_code, const Authorizer& authorizer);

/// Binds `parameters`: names where the statement has them, positions otherwise. A parameter without
/// a value and a positional value without a parameter are errors; names not used here are not.
Status bind(sqlite3_stmt* statement, const sql::Parameters& parameters);

/// Binds `values` to the statement's `?`, of which there have to be as many. The values have to
/// outlive the statement's steps.
Status bind_row(sqlite3_stmt* statement, std::span<const sql::Value> values);

/// Whether `statement` has a parameter called `name` (with or without its prefix).
bool has_parameter(sqlite3_stmt* statement, const std::string& name);

/// The columns of the result `statement` gives.
std::vector<sql::Column> columns_of(sqlite3_stmt* statement);

/// Fills `cells` with views of the current row.
void read_row(sqlite3_stmt* statement, std::vector<sql::Cell>& cells);

}  // namespace d1mcp::sqlite
