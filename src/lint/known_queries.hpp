#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/reporter.hpp"
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

/// Reports what `file` does to `query`: at its first statement that changes the definition of
/// something the query names, or on the file where there is none.
void report_change(Reporter& report, const File& file, const KnownQuery& query, Remark remark);

/// "queries.sql:12 (SELECT a FROM t)", a long query cut.
std::string describe(const KnownQuery& query);

}  // namespace d1mcp::lint
