#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "wrangler/config.hpp"

// Where `wrangler dev` and `wrangler d1 … --local` keep the database files. The derivation is the
// one of workerd (src/workerd/server/actor-id-impl.c++) and miniflare 5
// (packages/miniflare/src/plugins/d1/index.ts), checked against the files wrangler 4.164.0 makes.
namespace d1mcp::wrangler {

/// `.wrangler/state` beside the configuration at `config_path`: what wrangler uses by default.
/// Without a configuration wrangler takes the working directory instead of its folder.
std::filesystem::path default_persist_directory(const std::filesystem::path& config_path);

/// The folder `--persist-to <persist_to>` means in `working_directory`: relative to that, not to
/// the configuration.
std::filesystem::path persist_directory(const std::filesystem::path& working_directory,
                                        const std::filesystem::path& persist_to);

/// What the file name is derived from: preview_database_id, else database_id, else the binding. A
/// setting that is present but empty counts. The database's name is never used.
const std::string& local_database_id(const D1Entry& entry);

/// 64 lower-case hexadecimal digits and ".sqlite": HMAC-SHA-256 of `id`, cut to 16 bytes, and a
/// 16-byte code that proves where it comes from.
std::string d1_file_name(std::string_view id);

/// Whether `name` can only have been made by `d1_file_name` (the second half fits the first). False
/// for metadata.sqlite, which lies in the same folder and belongs to workerd. The id cannot be
/// found out this way.
bool is_d1_file_name(std::string_view name);

/// The folder of the database files below a persist directory.
std::filesystem::path local_database_directory(const std::filesystem::path& persist_directory);

/// The file of `entry`, whether it exists or not.
std::filesystem::path local_database_file(const std::filesystem::path& persist_directory,
                                          const D1Entry& entry);

/// All database files there are, by name; none when the folder does not exist yet.
Result<std::vector<std::filesystem::path>> find_local_databases(
    const std::filesystem::path& persist_directory);

}  // namespace d1mcp::wrangler
