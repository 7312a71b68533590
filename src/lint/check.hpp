#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/finding.hpp"
#include "lint/replay.hpp"
#include "lint/subject.hpp"
#include "sql/connection.hpp"
#include "sql/replay.hpp"
#include "sql/statement.hpp"

namespace d1mcp::lint {

/// What is to be checked.
struct Request {
  Folder folder;
  std::vector<Source> pending;  ///< In the order they will be applied.
  Target target;
  /// Of the pending files, in their order; nothing is known of those behind the last one.
  std::vector<Rehearsal> rehearsals = {};
  /// Statements of the code that is running, and the name of the file they come from.
  std::vector<sql::Statement> queries = {};
  std::string queries_file = {};
};

/// Replays the pending files, for which no rehearsal is needed yet. The replay must be empty; it
/// starts from the schema of `live`, or from nothing where there is no database yet (null).
Result<std::vector<File>> replay_pending(const Request& request,
                                         sql::Replay& replay,
                                         sql::Connection* live,
                                         const Work& work);

/// Checks the folder and every pending file by all rules; `files` are what `replay_pending` made of
/// these. Changes nothing.
/// Findings come file by file in the order they are applied, those of the folder first, each file's
/// by place.
Result<std::vector<Finding>> check(const Request& request,
                                   std::vector<File> files,
                                   sql::Connection* live,
                                   const Work& work);

}  // namespace d1mcp::lint
