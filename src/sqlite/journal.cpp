#include <string>
#include <utility>

#include "sqlite/connection.hpp"
#include "sqlite/prepare.hpp"

// FileConnection's journal file between two batches.

namespace d1mcp::sqlite {
namespace {

// Empty where SQLite does not say.
std::string journal_mode(sqlite3* handle) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle, "PRAGMA main.journal_mode", -1, 0, &raw, nullptr);
  const PreparedStatement statement(raw);
  if (code != SQLITE_OK || sqlite3_step(raw) != SQLITE_ROW) return {};
  const auto* mode = reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
  return mode == nullptr ? std::string() : std::string(mode);
}

}  // namespace

// A writer that comes back keeps its journal file from one transaction to the next: making and
// removing it takes longer than writing it. Asked with the write lock held, nobody else can change
// the mode meanwhile. A mode that cannot be changed is no reason to fail.
void FileConnection::keep_journal() {
  if (keeps_journal_ || role_ != Role::writer) return;
  if (!std::exchange(has_written_, true) || journal_mode(handle_.get()) != "delete") return;
  keeps_journal_ = execute_trusted(handle_.get(), "PRAGMA main.journal_mode=PERSIST").has_value();
}

// The file goes with the mode, if this connection holds the write lock then.
void FileConnection::let_journal_go() {
  if (!keeps_journal_) return;
  authorizer_->allow(Permission::everything);
  if (!execute_trusted(handle_.get(), "BEGIN IMMEDIATE")) return;
  if (journal_mode(handle_.get()) == "persist") {
    static_cast<void>(execute_trusted(handle_.get(), "PRAGMA main.journal_mode=DELETE"));
  }
  roll_back();
}

}  // namespace d1mcp::sqlite
