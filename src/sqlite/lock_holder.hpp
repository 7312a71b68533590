#pragma once

#include <filesystem>
#include <string>

namespace d1mcp::sqlite {

/// Which other program holds the lock for writing to the database `file`: "PID 1234 (node)". Empty
/// when none is found, and on systems without Linux's /proc/locks. The lock may change hands
/// meanwhile: this is for people to read.
std::string lock_holder(const std::filesystem::path& file);

}  // namespace d1mcp::sqlite
