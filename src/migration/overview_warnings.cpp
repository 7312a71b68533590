#include "migration/overview_warnings.hpp"

#include <algorithm>
#include <string>

#include "d1/migration_order.hpp"

namespace d1mcp::migration {
namespace {

std::string about_missing(const Directory& directory, const Entry& entry) {
  const bool is_rollback =
      std::ranges::find(directory.rollback_files, entry.name) != directory.rollback_files.end();
  if (is_rollback) {
    return entry.name +
           " is a rollback file that was applied as a migration: what it undoes is recorded as "
           "applied but may be gone";
  }
  const std::string applied = entry.name + " was applied " + entry.applied_at;
  if (!entry.renamed.empty()) {
    return applied + " and renamed to " + entry.renamed +
           " since, which would run again; repair_history follows the rename";
  }
  if (!entry.stamp) return applied + " but its file is gone or renamed";
  return applied + " but its file is gone, or was applied from another checkout" +
         (entry.stamp->file.text ? "; its text is kept, and repair_history can put it back" : "");
}

std::string about_edited(const Entry& entry) {
  const std::string place = describe(*entry.edit);
  return entry.name + " was edited after it was applied" + (place.empty() ? "" : " " + place);
}

std::string newest_applied(const Overview& overview) {
  std::string newest;
  for (const Entry& entry : overview.entries) {
    if (entry.state == State::applied) newest = entry.name;
  }
  return newest;
}

bool is_late(const Entry& entry, const std::string& newest) {
  return entry.state == State::pending && entry.renamed.empty() && !newest.empty() &&
         d1::compare_migration_names(entry.name, newest) < 0;
}

}  // namespace

void add_warnings(const Directory& directory, Overview& overview) {
  const std::string newest = newest_applied(overview);
  for (const Entry& entry : overview.entries) {
    if (entry.state == State::file_missing) {
      overview.warnings.push_back(about_missing(directory, entry));
    } else if (entry.edit && entry.edit->kind == EditKind::meaning) {
      overview.warnings.push_back(about_edited(entry));
    } else if (is_late(entry, newest)) {
      overview.warnings.push_back(entry.name + " is pending but sorts before " + newest +
                                  ", which is applied: it would run out of order");
    }
  }
}

}  // namespace d1mcp::migration
