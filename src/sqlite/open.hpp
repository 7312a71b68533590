#pragma once

#include <filesystem>
#include <memory>

#include "sqlite/connection.hpp"

namespace d1mcp::sqlite {

/// A keeper for a WAL database that has no -wal file yet; nothing where none is needed or possible.
std::shared_ptr<WalKeeper> keep_wal_clean(const std::filesystem::path& file);

/// open_reader() with a keeper shared between several readers.
Result<std::unique_ptr<sql::Connection>> open_reader_with(const std::filesystem::path& file,
                                                          const Options& options,
                                                          std::shared_ptr<WalKeeper> keeper);

}  // namespace d1mcp::sqlite
