#pragma once

#include <vector>

#include "core/result.hpp"
#include "migration/run_file.hpp"
#include "sql/statement.hpp"

namespace d1mcp::migration {

/// Whether a statement drops a table, whose rows no change tells of.
bool drops_a_table(const std::vector<sql::Statement>& statements);

/// Fails with `conflict` where `file` took away more than when it was rehearsed: rows of a table, a
/// table or a column. The rows of a table that it drops and makes anew count as lost where they
/// were not brought back.
Status hold_to_rehearsal(const PreparedFile& file, const AppliedFile& outcome);

}  // namespace d1mcp::migration
