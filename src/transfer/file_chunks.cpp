#include "transfer/file_chunks.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>

#include "core/files.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::size_t kChunkBytes = 64 * std::size_t{1024};

void close_file(std::FILE* file) {
  if (file != nullptr) static_cast<void>(std::fclose(file));
}

Result<std::string> read_chunk(std::FILE* file, const std::filesystem::path& path) {
  std::string chunk(kChunkBytes, '\0');
  chunk.resize(std::fread(chunk.data(), 1, chunk.size(), file));
  if (chunk.empty() && std::ferror(file) != 0) return file_error("read", path, errno);
  return chunk;
}

}  // namespace

Result<sql::ChunkSource> chunks_of_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) return file_error("read", file, EISDIR);
  const std::shared_ptr<std::FILE> stream(std::fopen(file.c_str(), "rbe"), close_file);
  if (!stream) return file_error("read", file, errno);
  return sql::ChunkSource([stream, file] { return read_chunk(stream.get(), file); });
}

}  // namespace d1mcp::transfer
