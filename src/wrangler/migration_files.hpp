#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "wrangler/config.hpp"
#include "wrangler/glob.hpp"

namespace d1mcp::wrangler {

/// Which files are the migrations of a database. wrangler walks down from `directory`, into folders
/// that `pattern` looks into, and takes the regular files it matches, by their paths relative to
/// `directory` with forward slashes; it follows no symbolic links, neither to files nor to folders.
struct MigrationFiles {
  std::filesystem::path directory;  ///< Absolute; need not exist.
  std::string pattern_text;         ///< Relative to `directory`: "*.sql" by default.
  Glob pattern;
  std::vector<std::string> warnings;
};

/// Applies the rules of wrangler 4.164.0 (workers-sdk
/// packages/wrangler/src/d1/migrations/helpers.ts, resolveMigrationsConfig): migrations_dir is
/// relative to the configuration and "migrations" by default; migrations_pattern needs a
/// migrations_dir and has to begin with it and a slash; a backslash in either is a slash. Breaking
/// them is `invalid_argument`; patterns fail as Glob::parse says.
Result<MigrationFiles> migration_files(const Config& config, const D1Entry& entry);

}  // namespace d1mcp::wrangler
