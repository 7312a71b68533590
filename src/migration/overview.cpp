#include "migration/overview.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "d1/migration_order.hpp"
#include "migration/overview_warnings.hpp"
#include "migration/target.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::migration {
namespace {

using RowsByName = std::map<std::string, const HistoryRow*, std::less<>>;

RowsByName index_of(const std::vector<HistoryRow>& history) {
  RowsByName index;
  for (const HistoryRow& row : history) index.emplace(row.name, &row);
  return index;
}

Entry entry_of(const HistoryRow& row) {
  return {
      .name = row.name, .state = State::applied, .applied_at = row.applied_at, .stamp = row.stamp};
}

// What a history row without a file is: a deleted or renamed file, or a rollback that was run as
// one.
void add_missing(const Directory& directory,
                 const std::vector<HistoryRow>& history,
                 Overview& overview) {
  std::set<std::string_view> on_disk;
  for (const MigrationFile& file : directory.files) on_disk.insert(file.name);
  for (const HistoryRow& row : history) {
    if (on_disk.contains(row.name)) continue;
    overview.entries.push_back(entry_of(row));
    overview.entries.back().state = State::file_missing;
  }
}

void look_for_an_edit(const MigrationFile& file, Entry& entry, Overview& overview) {
  if (!entry.stamp) return;
  const auto text = read_text(file);
  if (text) {
    entry.edit = find_edit(entry.stamp->file, *text);
  } else {
    overview.warnings.push_back(text.error().message);
  }
}

void add_files(const Directory& directory, const RowsByName& applied, Overview& overview) {
  for (const MigrationFile& file : directory.files) {
    const auto row = applied.find(file.name);
    const bool is_applied = row != applied.end();
    ++(is_applied ? overview.applied : overview.pending);
    Entry entry = is_applied ? entry_of(*row->second) : Entry{.name = file.name};
    entry.rollback = file.rollback.value_or("");
    if (file.verify) entry.verify = file.verify->name;
    look_for_an_edit(file, entry, overview);
    overview.entries.push_back(std::move(entry));
  }
}

bool may_have_been_renamed(const Entry& entry) {
  return entry.state == State::file_missing && entry.stamp && entry.renamed.empty();
}

// A pending file that means what a missing one meant is that file. One that cannot be read is told
// of when it is to be applied.
void find_renames(const Directory& directory, Overview& overview) {
  auto lost = std::ranges::count_if(overview.entries, may_have_been_renamed);
  for (Entry& entry : overview.entries) {
    if (lost == 0) return;
    if (entry.state != State::pending) continue;
    const auto text = read_text(*find_file(directory, entry.name));
    if (!text) continue;
    const std::string meaning = sql::meaning_hash(*text);
    const auto missing = std::ranges::find_if(overview.entries, [&](const Entry& other) {
      return may_have_been_renamed(other) && other.stamp->file.tokens == meaning;
    });
    if (missing == overview.entries.end()) continue;
    missing->renamed = entry.name;
    entry.renamed = missing->name;
    --lost;
  }
}

}  // namespace

std::string_view to_string(State state) {
  switch (state) {
    case State::applied: return "applied";
    case State::pending: return "pending";
    case State::file_missing: return "file_missing";
  }
  return "pending";
}

Overview compare(const Directory& directory, const std::vector<HistoryRow>& history) {
  Overview overview;
  overview.warnings = directory.warnings;
  add_missing(directory, history, overview);
  add_files(directory, index_of(history), overview);
  find_renames(directory, overview);
  add_warnings(directory, overview);
  return overview;
}

Result<std::vector<MigrationFile>> choose_pending(const Directory& directory,
                                                  const std::vector<HistoryRow>& history,
                                                  std::string_view target) {
  const RowsByName applied = index_of(history);
  std::size_t end = directory.files.size();
  if (!target.empty()) {
    TRY_ASSIGN(const std::size_t index, find_target(file_names(directory.files), target));
    if (applied.contains(directory.files[index].name)) {
      return Error{.code = ErrorCode::conflict,
                   .message = directory.files[index].name + " is applied already",
                   .hint = "see what is pending with list_migrations",
                   .place = {}};
    }
    end = index + 1;
  }
  std::vector<MigrationFile> pending;
  for (std::size_t index = 0; index < end; ++index) {
    if (!applied.contains(directory.files[index].name)) pending.push_back(directory.files[index]);
  }
  return pending;
}

}  // namespace d1mcp::migration
