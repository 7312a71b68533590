#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/replay.hpp"

namespace d1mcp::drift {

/// A migration as it was applied.
struct AppliedText {
  std::string name;
  std::string text;
  std::string schema = {};  ///< What the history remembers of the schema after it; may be empty.
};

/// Between which migrations a database began to be another one than its files make.
struct Since {
  std::string after;  ///< The last one after which it was as the files say; empty: none was.
  std::string until;  ///< The first one after which it was not; empty: all were.

  friend bool operator==(const Since&, const Since&) = default;
};

struct Replayed {
  std::vector<std::string> notes;  ///< Statements that did not run, a sentence each.
  /// Nothing where the history remembers no schema.
  std::optional<Since> since;
};

/// Makes the schema that `migrations` make in an empty `replay`, one after the other. What only
/// works on rows is left out, since there are none. A statement that does not run is left out, too,
/// and noted. `history_table` is the one SchemaHasher is told.
Result<Replayed> replay_history(sql::Replay& replay,
                                const std::vector<AppliedText>& migrations,
                                const std::string& history_table,
                                const Work& work);

}  // namespace d1mcp::drift
