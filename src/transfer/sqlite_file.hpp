#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/files.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::transfer {

/// Looks at a finished copy.
using CopyApproval = std::function<Status(const std::filesystem::path& copy)>;

/// Writes a copy of the whole database, page by page, as a SQLite file that appears at `path` whole
/// or not at all. Gives its size in bytes. `approve` sees the file before it is in its place; a
/// failure of it is the call's own, and nothing appears. It may be empty.
Result<std::uint64_t> write_sqlite_file(sql::Connection& database,
                                        const std::filesystem::path& path,
                                        Existing existing,
                                        const Work& work,
                                        const CopyApproval& approve = {});

}  // namespace d1mcp::transfer
