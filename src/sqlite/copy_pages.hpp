#pragma once

#include "core/result.hpp"
#include "core/work.hpp"
#include "sqlite/handle.hpp"

namespace d1mcp::sqlite {

/// Makes `to` hold what `from` holds, page by page (sqlite.org/c3ref/backup_finish.html). Other
/// connections to `to` see the new content once this has succeeded, and none of it before or when
/// it fails. `work` has to be supervising `to`, for the wait for its locks.
Status copy_pages(sqlite3* from, sqlite3* to, const Work& work);

}  // namespace d1mcp::sqlite
