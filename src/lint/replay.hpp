#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/subject.hpp"
#include "sql/connection.hpp"
#include "sql/replay.hpp"

namespace d1mcp::lint {

/// A migration as it lies on disk.
struct Source {
  std::string name;
  std::string text;
};

/// Builds the schema of `live` in an empty `replay`; rows stay where they are.
Status copy_schema(sql::Connection& live, sql::Replay& replay, const Work& work);

/// Runs `sources` one after the other. Statements on rows are only compiled, since there are none:
/// what they do to the real ones a rehearsal tells. A statement that cannot run is left out and the
/// ones behind it are tried all the same; where one of those cannot run either and names what the
/// failed one would have made or changed, it is unknown. `queries` are looked at between the files.
Result<std::vector<File>> replay_files(const std::vector<Source>& sources,
                                       const Target& target,
                                       const std::vector<KnownQuery>& queries,
                                       sql::Replay& replay,
                                       const Work& work);

}  // namespace d1mcp::lint
