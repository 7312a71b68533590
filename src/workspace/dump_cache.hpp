#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"

namespace d1mcp::workspace {

/// Something that changes whenever the file does: its size and time of change.
std::string state_of(const std::filesystem::path& file);

/// The SQLite file made from a SQL dump, by the SHA-256 of its text in the user's cache directory:
/// loaded at the first use, found there afterwards. Appears whole or not at all; several processes
/// may load the same dump at once. Errors carry the dump's name, line and column.
Result<std::filesystem::path> load_cached(const std::filesystem::path& dump, const Work& work);

}  // namespace d1mcp::workspace
