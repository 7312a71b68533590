#include "sqlite/change_counter.hpp"

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
  auto& counter = *static_cast<ChangeCounter*>(self);
  ++counter.noticed_;
  if (std::string_view(schema) != "main") return;
  sql::TableChange& change = counter.changes_of(table);
  if (operation == SQLITE_INSERT) ++change.inserted;
  if (operation == SQLITE_UPDATE) ++change.updated;
  if (operation == SQLITE_DELETE) ++change.deleted;
}

sql::TableChange& ChangeCounter::changes_of(std::string_view table) {
  const auto found = changes_.find(table);
  if (found != changes_.end()) return found->second;
  const std::string name(table);
  return changes_
      .emplace(name, sql::TableChange{.table = name, .inserted = 0, .updated = 0, .deleted = 0})
      .first->second;
}

void ChangeCounter::count_emptied(std::string_view table, std::int64_t rows) {
  if (rows > 0) changes_of(table).deleted += rows;
}

ChangeCounter::Unnoticed::Unnoticed(ChangeCounter& counter) : counter_(counter) {
  sqlite3_preupdate_hook(counter_.handle_, nullptr, nullptr);
}

ChangeCounter::Unnoticed::~Unnoticed() {
  sqlite3_preupdate_hook(counter_.handle_, on_change, &counter_);
}

}  // namespace d1mcp::sqlite
