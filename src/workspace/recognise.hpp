#pragma once

#include <filesystem>

#include "core/result.hpp"

namespace d1mcp::workspace {

/// What a path given as a database turned out to be.
enum class Found { sqlite_file, sql_dump, directory, nothing };

/// Looks at the kind of file and its first bytes, never at its name: `wrangler d1 export
/// --output=local-d1.db` writes SQL text into a .db file. A file that is neither a database nor SQL
/// is an error that says what it is.
Result<Found> recognise(const std::filesystem::path& path);

}  // namespace d1mcp::workspace
