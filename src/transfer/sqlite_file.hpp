#pragma once

#include <cstdint>
#include <filesystem>

#include "core/files.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::transfer {

/// Writes a copy of the whole database, page by page, as a SQLite file that appears at `path` whole
/// or not at all. Gives its size in bytes.
Result<std::uint64_t> write_sqlite_file(sql::Connection& database,
                                        const std::filesystem::path& path,
                                        Existing existing,
                                        const Work& work);

}  // namespace d1mcp::transfer
