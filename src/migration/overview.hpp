#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "migration/directory.hpp"
#include "migration/edit.hpp"
#include "migration/history.hpp"

namespace d1mcp::migration {

enum class State { applied, pending, file_missing };

std::string_view to_string(State state);

struct Entry {
  std::string name;
  State state = State::pending;
  std::string applied_at = {};
  std::string rollback = {};      ///< Empty when there is none.
  std::string verify = {};        ///< Its verify script, likewise.
  std::optional<Edit> edit = {};  ///< Since it was applied.
  /// Of a missing file the pending one that means the same, of that one the name it was applied
  /// under; empty for all others.
  std::string renamed = {};
  std::optional<Stamp> stamp = {};
};

/// Folder and history side by side.
struct Overview {
  std::vector<Entry>
      entries;  ///< Applied ones whose file is missing first, then in the order of the folder.
  std::vector<std::string> warnings;
  std::size_t applied = 0;  ///< Files that are applied.
  std::size_t pending = 0;
};

/// Reads the files of which the history remembers what they were. One that cannot be read is warned
/// of.
Overview compare(const Directory& directory, const std::vector<HistoryRow>& history);

/// The pending files up to and including `target`, a file name or its number; all of them when
/// `target` is empty. An unknown target, and one that is applied already, are errors.
Result<std::vector<MigrationFile>> choose_pending(const Directory& directory,
                                                  const std::vector<HistoryRow>& history,
                                                  std::string_view target);

}  // namespace d1mcp::migration
