#pragma once

#include <filesystem>

#include "workspace/catalog.hpp"

namespace d1mcp::workspace {

/// The migrations folder of a database file in `directory`: what the person said, else `migrations`
/// beside the database, else `migrations` in the working directory.
std::filesystem::path migrations_directory(const std::filesystem::path& directory,
                                           const Request& request);

}  // namespace d1mcp::workspace
