#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/directory.hpp"
#include "sql/connection.hpp"
#include "sql/statement.hpp"

namespace d1mcp::migration {

// A verify script holds queries, one or more. Each asks one question: it gives one row with one
// value, and that value is a number other than 0. Whatever else it gives, no row included, fails
// the migration. So a query that was meant as a list of what is wrong fails on the first rehearsal,
// where nothing is wrong, and not never.

/// A verify script that was read and split.
struct VerifyScript {
  std::string name;
  std::string text;
  std::vector<sql::Statement> queries;
  std::optional<Error> problem = {};  ///< Why it has no queries that could be run.
};

/// Reads and splits a verify script. One that cannot be read or split, or holds no query, has a
/// `problem`, for whoever runs it.
VerifyScript read_verify_script(const NamedFile& file);

/// Runs the queries of a verify script on what its migration made, inside the migration's
/// transaction. The first that does not answer yes fails with `constraint`, its place, its text and
/// what it gave; one that would write with `permission_denied`.
Status verify(sql::Connection& connection, const VerifyScript& script, const Work& work);

}  // namespace d1mcp::migration
