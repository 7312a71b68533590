#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/subject.hpp"
#include "sql/replay.hpp"
#include "sql/statement.hpp"

namespace d1mcp::lint {

/// `statements` of `file`, not looked at yet.
std::vector<KnownQuery> known_queries(const std::vector<sql::Statement>& statements,
                                      const std::string& file);

/// Says of each query whether it compiles now, and by which plan. Plans are made without the
/// statistics of ANALYZE.
Status compile_queries(std::vector<KnownQuery>& queries, sql::Replay& replay, const Work& work);

/// Whether the query is an INSERT into `table` that names no columns.
bool inserts_by_position(const KnownQuery& query, std::string_view table);

/// The first statement of the file that changes the definition of something the query names; null
/// where there is none.
const Step* change_under(const KnownQuery& query, const File& file);

/// "queries.sql:12 (SELECT a FROM t)", a long query cut.
std::string describe(const KnownQuery& query);

}  // namespace d1mcp::lint
