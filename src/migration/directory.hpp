#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "sql/statement.hpp"

namespace d1mcp::migration {

/// A file of the folder.
struct NamedFile {
  std::string name;  ///< Relative to the directory, with '/'.
  std::filesystem::path path;
};

/// One forward migration on disk.
struct MigrationFile {
  std::string name;  ///< Relative to the directory, with '/': what the history records.
  std::filesystem::path path;
  std::optional<std::string> rollback;   ///< Name of the file that undoes it.
  std::optional<NamedFile> verify = {};  ///< Its verify script.
};

/// How a migrations folder is to be read.
struct DirectoryOptions {
  /// Says whether a relative name is a migration (wrangler's migrations_pattern); where it is empty
  /// every `*.sql` at the top level is one. Rollback files and verify scripts never are.
  std::function<bool(std::string_view name)> matches;
  /// Whether wrangler runs this folder too; then what else it would take for migrations is warned
  /// of.
  bool shared_with_wrangler = false;
};

/// The name of a file in a migrations folder that is no migration: statements of the code that runs
/// on the database, for checks of what a migration does to them.
inline constexpr std::string_view kQueriesFile = "queries.sql";

/// A migrations folder as it was read: nothing of it has been run.
struct Directory {
  std::filesystem::path path;
  std::vector<MigrationFile> files = {};         ///< In the order wrangler applies them.
  std::vector<std::string> rollback_files = {};  ///< All of them, with or without a forward file.
  std::vector<std::string> verify_files = {};    ///< Likewise.
  std::optional<std::filesystem::path> queries = {};  ///< The `kQueriesFile` at its top.
  std::vector<std::string> warnings = {};
  DirectoryOptions options = {};  ///< That it was read with.
};

/// Reads a migrations folder. Rollback files are recognised by their names: `X_rollback.sql`,
/// `X.down.sql` and, where `X.sql`, `X.up.sql` or `X_up.sql` exists, `X_down.sql`; everything in a
/// folder called `rollback` is one too. Verify scripts are `X.verify.sql`, `X_verify.sql` where
/// there is such a file, and everything in a folder called `verify`. Symbolic links in the folder
/// are left out and warned of, as wrangler follows none; the folder itself may be one. A folder
/// that does not exist is `not_found`.
Result<Directory> read_directory(const std::filesystem::path& path,
                                 const DirectoryOptions& options);

/// The migration called `name`; null when the folder has none.
const MigrationFile* find_file(const Directory& directory, std::string_view name);

/// Where the rollback of the migration `name` belongs, relative to the folder: beside it as
/// `X_rollback.sql`, or in a sub-folder `rollback` where wrangler would run that as a migration.
std::string rollback_place(std::string_view name, const DirectoryOptions& options);

/// The text of a migration.
Result<std::string> read_text(const MigrationFile& file);

/// Splits `text`, the migration's. Errors carry the file's name, line and column.
Result<std::vector<sql::Statement>> split_text(const MigrationFile& file, std::string_view text);

/// Reads and splits a migration: the two above.
Result<std::vector<sql::Statement>> read_statements(const MigrationFile& file);

}  // namespace d1mcp::migration
