#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/result.hpp"

namespace d1mcp::wrangler {

struct FoundConfig {
  std::filesystem::path path;
  /// Configurations at least as near as `path` that wrangler does not look at because of it: the
  /// kind of a file counts for more than its distance. JavaScript and TypeScript ones included.
  std::vector<std::filesystem::path> ignored;
};

/// The configuration wrangler would use in `start_directory`: the nearest wrangler.json up to the
/// root, else the nearest wrangler.jsonc, else the nearest wrangler.toml (wrangler 4.164.0,
/// workers-sdk packages/workers-utils/src/config/config-helpers.ts, findWranglerConfig). Symbolic
/// links in `start_directory` are resolved first.
///
/// Nothing when there is none. `unsupported` when there is only a JavaScript or TypeScript one,
/// which has to be run to be read. `not_found` when there is no such directory.
Result<std::optional<FoundConfig>> find_config(const std::filesystem::path& start_directory);

}  // namespace d1mcp::wrangler
