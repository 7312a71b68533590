#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

struct Backup {
  std::filesystem::path path;
  std::uint64_t bytes = 0;
};

/// How many backups of one database are kept; the oldest go first.
inline constexpr std::size_t kBackupsKept = 10;

/// Copies the database into `directory/<name>.<UTC time>.sqlite.backup`, readable by its owner
/// only. The file appears whole or not at all. The directory is created with a .gitignore that
/// keeps it out of version control. Older backups of the same name beyond kBackupsKept are removed
/// afterwards.
Result<Backup> make_backup(sql::Connection& connection,
                           const std::filesystem::path& directory,
                           const std::string& name,
                           const Work& work);

}  // namespace d1mcp::migration
