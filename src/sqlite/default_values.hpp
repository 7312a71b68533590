#pragma once

#include "core/result.hpp"
#include "sql/statement.hpp"
#include "sqlite/authorizer.hpp"

namespace d1mcp::sqlite {

/// Refuses what D1 refuses in the default values of a table: functions that it does not offer.
/// SQLite before 3.54 never asks its authorizer about them, neither here nor when a row takes the
/// value. To be called when `statement`, the last one compiled under `authorizer`, has run; does
/// nothing after other statements than CREATE TABLE and ALTER TABLE, under other dialects than
/// D1's, and with a library that asks.
Status check_default_values(sqlite3* handle,
                            Authorizer& authorizer,
                            const sql::Statement& statement);

}  // namespace d1mcp::sqlite
