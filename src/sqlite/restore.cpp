#include "sqlite/restore.hpp"

#include "sqlite/copy_pages.hpp"

namespace d1mcp::sqlite {

Status restore(const std::filesystem::path& file,
               const std::filesystem::path& backup,
               const Options& options,
               const Work& work) {
  TRY_ASSIGN(const Handle from,
             open_handle(std::filesystem::absolute(backup).string(), SQLITE_OPEN_READONLY));
  TRY_ASSIGN(const Handle to,
             open_handle(std::filesystem::absolute(file).string(), SQLITE_OPEN_READWRITE));
  const Supervision supervision(to.get(), work, options.lock_wait);
  return copy_pages(from.get(), to.get(), work);
}

Status check_integrity(const std::filesystem::path& file, const Work& work) {
  TRY_ASSIGN(const auto reader, open_reader(file, {}));
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(*reader, "PRAGMA integrity_check(1)", {}, work));
  const auto* text = std::get_if<std::string>(&found.rows.at(0).at(0));
  if (text != nullptr && *text == "ok") return {};
  return Error{.code = ErrorCode::not_a_database,
               .message = file.string() + " is damaged: " + (text == nullptr ? "" : *text),
               .hint = "choose another backup",
               .place = {}};
}

}  // namespace d1mcp::sqlite
