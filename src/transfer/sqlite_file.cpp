#include "transfer/sqlite_file.hpp"

namespace d1mcp::transfer {

Result<std::uint64_t> write_sqlite_file(sql::Connection& database,
                                        const std::filesystem::path& path,
                                        Existing existing,
                                        const Work& work,
                                        const CopyApproval& approve) {
  TRY_ASSIGN(NewFile file, NewFile::create(path, existing));
  TRY(database.copy_into(file.temporary_path(), work));
  if (approve) TRY(approve(file.temporary_path()));
  return file.commit();
}

}  // namespace d1mcp::transfer
