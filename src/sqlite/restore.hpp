#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sqlite/database.hpp"

namespace d1mcp::sqlite {

/// Makes the database `file` hold what the SQLite file `backup` holds, in one transaction: programs
/// that have it open read the old content until then and the new afterwards; after an error or a
/// stop the old one stays. The journal mode of `file` stays what it is. Waits for locks of other
/// programs as long as `options` say.
Status restore(const std::filesystem::path& file,
               const std::filesystem::path& backup,
               const Options& options,
               const Work& work);

/// Fails, and says what is wrong, unless `file` is a database whose pages are in order (PRAGMA
/// integrity_check).
Status check_integrity(const std::filesystem::path& file, const Work& work);

}  // namespace d1mcp::sqlite
