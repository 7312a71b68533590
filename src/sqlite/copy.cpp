#include "sqlite/connection.hpp"
#include "sqlite/copy_pages.hpp"

// FileConnection::copy_into.

namespace d1mcp::sqlite {
Status FileConnection::copy_into(const std::filesystem::path& file, const Work& work) {
  TRY_ASSIGN(const Handle target,
             open_handle(std::filesystem::absolute(file).string(),
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  // Who keeps the file flushes it once it is whole.
  TRY(execute_trusted(target.get(), "PRAGMA synchronous=OFF"));
  // Held open for the whole copy, the read transaction keeps writers from restarting it.
  const auto copy = [&] { return copy_pages(handle_.get(), target.get(), work); };
  TRY(read_consistently(copy, sql::ValueSize::unbounded, work));
  // A copy of a WAL database says WAL in its header; a file that travels alone should not.
  return execute_trusted(target.get(), "PRAGMA journal_mode=DELETE");
}

}  // namespace d1mcp::sqlite
