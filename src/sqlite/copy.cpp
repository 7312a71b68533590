#include "sqlite/connection.hpp"

// FileConnection::copy_into: SQLite's online backup (sqlite.org/c3ref/backup_finish.html).

namespace d1mcp::sqlite {
namespace {

constexpr int kPagesPerStep = 2048;

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
using Backup = std::unique_ptr<sqlite3_backup, FinishBackup>;

Status copy_pages(sqlite3* from, sqlite3* to, const Work& work) {
  const Backup backup(sqlite3_backup_init(to, "main", from, "main"));
  if (!backup) return sqlite_error(to, sqlite3_extended_errcode(to));
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    TRY(work.check());
    code = sqlite3_backup_step(backup.get(), kPagesPerStep);
    const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup.get()));
    const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(backup.get()));
    work.report({.what = "copying pages", .done = total - left, .total = total});
  }
  if (code != SQLITE_DONE) return sqlite_error(nullptr, code);
  return {};
}

}  // namespace

Status FileConnection::copy_into(const std::filesystem::path& file, const Work& work) {
  TRY_ASSIGN(const Handle target,
             open_handle(std::filesystem::absolute(file).string(),
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  // Held open for the whole copy, the read transaction keeps writers from restarting it.
  const auto copy = [&] { return copy_pages(handle_.get(), target.get(), work); };
  TRY(read_consistently(copy, sql::ValueSize::unbounded, work));
  // A copy of a WAL database says WAL in its header; a file that travels alone should not.
  return execute_trusted(target.get(), "PRAGMA journal_mode=DELETE");
}

}  // namespace d1mcp::sqlite
