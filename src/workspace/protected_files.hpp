#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "workspace/catalog.hpp"

namespace d1mcp::workspace {

/// Fails with `invalid_argument` when a file written at `output` could harm a database: when it is
/// one of the catalog (the file, its dump or its configuration, under whatever name or link), has
/// the name of its -wal, -shm or -journal, or lies in a `.wrangler/state` folder. `output` is
/// absolute, without links in its directory, and need not exist.
Status check_spares_databases(const std::filesystem::path& output, const Catalog& catalog);

}  // namespace d1mcp::workspace
