#include "sqlite/copy_pages.hpp"

namespace d1mcp::sqlite {
namespace {

constexpr int kPagesPerStep = 2048;

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
using Backup = std::unique_ptr<sqlite3_backup, FinishBackup>;

}  // namespace

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

}  // namespace d1mcp::sqlite
