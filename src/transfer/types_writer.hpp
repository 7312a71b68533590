#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/destination.hpp"

namespace d1mcp::transfer {

/// What an export of types wrote.
struct TypesSummary {
  std::uint64_t bytes = 0;
  std::vector<std::string> notes;  ///< What the user should know; sentences without full stop.
};

/// Writes TypeScript definitions of the rows of `tables` (ASCII case ignored; empty is all tables
/// and views) as D1 gives them to a program, in the order of their names:
///
///     /** A row of table "users". */
///     export interface Users {
///       id: number;
///       plan: "free" | "pro";
///       settings: JsonText | null;
///       readonly initials: string | null;
///     }
///
///     /** What an INSERT into table "users" takes. */
///     export interface UsersInsert {
///       id?: number;
///       …
///     }
///
/// INTEGER, REAL and NUMERIC are number, TEXT is string, BLOB is number[], to be written as
/// D1BlobInput; a column that may be NULL has null. Generated columns are read only and in no
/// INSERT. The same schema gives the same text. A view that does not compile is left out, and a
/// note says so. An unknown name is `not_found` with the nearest ones in the hint.
Result<TypesSummary> write_types(sql::Connection& database,
                                 const std::vector<std::string>& tables,
                                 ByteSink& destination,
                                 const Work& work);

}  // namespace d1mcp::transfer
