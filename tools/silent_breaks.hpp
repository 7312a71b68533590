#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/statement.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// A script that is about to run.
struct Script {
  const std::string& text;
  const std::vector<sql::Statement>& statements;  ///< Of `text`.
};

/// The views and triggers that work now, or are not there yet, and that will fail when they are
/// used once `script` has run: SQLite and D1 accept them without a word. A sentence each. Looks
/// only where the script makes a view or trigger, or drops a table; changes nothing. Where the
/// schema cannot be rebuilt for the look, that is the one sentence.
Result<std::vector<std::string>> silent_breaks(workspace::Entry& entry,
                                               const Script& script,
                                               const Work& work);

}  // namespace d1mcp::tools
