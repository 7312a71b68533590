#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::drift {

// Two schemas are told apart as the one here and the one there.

enum class Kind {
  missing,  ///< There, not here.
  extra,    ///< Here, not there.
  changed,
};

std::string_view to_string(Kind kind);

enum class Weight {
  meaning,
  text_only,  ///< White space, quotes, comments, names of constraints: both do the same.
};

std::string_view to_string(Weight weight);

/// SQL that makes an object of one side what it is on the other.
struct Healing {
  std::vector<std::string> statements;  ///< In the order to run them; without semicolons.
  /// Why there are none although the meaning differs: a sentence without full stop.
  std::string obstacle;
};

/// One object that is not the same on both sides.
struct Difference {
  std::string type;  ///< As in sqlite_schema: table, index, view, trigger.
  std::string name;
  std::string table;  ///< What it belongs to; its own name for tables and views.
  Kind kind = Kind::changed;
  Weight weight = Weight::meaning;
  std::vector<std::string> what;  ///< What differs, a phrase each; empty unless it is changed.
  Healing heal_here;              ///< Run here, it makes here what is there.
  Healing heal_there;
};

/// Whether a healing statement of either side takes a table or a column away, and what is in it.
bool healing_loses_rows(const std::vector<Difference>& differences);

}  // namespace d1mcp::drift
