#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/result.hpp"
#include "workspace/catalog.hpp"

namespace d1mcp::workspace {

/// An entry for each d1_databases binding of the configuration wrangler would use from `directory`
/// (or of `request.config`), each resolved to the file wrangler's local mode keeps it in. Empty
/// when there is no configuration.
Result<std::vector<std::unique_ptr<Entry>>> wrangler_entries(const std::filesystem::path& directory,
                                                             const Request& request);

}  // namespace d1mcp::workspace
