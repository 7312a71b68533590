#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

struct Backup {
  std::filesystem::path path;
  std::uint64_t bytes = 0;

  [[nodiscard]] std::string file_name() const { return path.filename().string(); }
};

/// How many backups of one database are kept; the oldest go first.
inline constexpr std::size_t kBackupsKept = 10;

/// Copies the database into `directory/<name>.<UTC time>.sqlite.backup`, readable by its owner
/// only. The file appears whole or not at all. The directory is created with a .gitignore that
/// keeps it out of version control. Older backups of the same name beyond kBackupsKept are removed
/// afterwards, but for `spared`.
Result<Backup> make_backup(sql::Connection& connection,
                           const std::filesystem::path& directory,
                           const std::string& name,
                           const Work& work,
                           const std::filesystem::path& spared = {});

/// The backups of the database `name` in `directory`, the newest first.
std::vector<Backup> list_backups(const std::filesystem::path& directory, const std::string& name);

/// The backup that a person means: by its file name, or the newest where `wanted` is empty. There
/// being none is `not_found`, with where they would be.
Result<Backup> find_backup(const std::filesystem::path& directory,
                           const std::string& name,
                           const std::string& wanted);

}  // namespace d1mcp::migration
