#include "sqlite/change_counter.hpp"

#include <string_view>

namespace d1mcp::sqlite {

ChangeCounter::ChangeCounter(sqlite3* handle) : handle_(handle) {
  sqlite3_preupdate_hook(handle_, on_change, this);
}

ChangeCounter::~ChangeCounter() {
  sqlite3_preupdate_hook(handle_, nullptr, nullptr);
}

std::vector<sql::TableChange> ChangeCounter::changes() const {
  std::vector<sql::TableChange> list;
  for (const auto& [table, change] : changes_) list.push_back(change);
  return list;
}

void ChangeCounter::on_change(void* self,
                              sqlite3* /*handle*/,
                              int operation,
                              const char* schema,
                              const char* table,
                              sqlite3_int64 /*old_rowid*/,
                              sqlite3_int64 /*new_rowid*/) {
  if (std::string_view(schema) != "main") return;
  auto& changes = static_cast<ChangeCounter*>(self)->changes_;
  auto found = changes.find(std::string_view(table));
  if (found == changes.end()) {
    found =
        changes
            .emplace(table,
                     sql::TableChange{.table = table, .inserted = 0, .updated = 0, .deleted = 0})
            .first;
  }
  if (operation == SQLITE_INSERT) ++found->second.inserted;
  if (operation == SQLITE_UPDATE) ++found->second.updated;
  if (operation == SQLITE_DELETE) ++found->second.deleted;
}

}  // namespace d1mcp::sqlite
