#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::transfer {

/// Reads a file in pieces of 64 KB. The file is opened here and closed with the last copy of the
/// source.
Result<sql::ChunkSource> chunks_of_file(const std::filesystem::path& file);

}  // namespace d1mcp::transfer
