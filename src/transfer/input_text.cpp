#include "transfer/input_text.hpp"

#include <memory>
#include <system_error>
#include <utility>

#include "core/compression.hpp"
#include "transfer/file_chunks.hpp"

namespace d1mcp::transfer {

Result<std::string> peek(InputText& text, std::size_t size) {
  std::string head;
  while (head.size() < size) {
    TRY_ASSIGN(const std::string piece, text.chunks());
    if (piece.empty()) break;
    head += piece;
  }
  text.chunks = [head, rest = std::move(text.chunks), is_read = false]() mutable {
    const bool is_first = !std::exchange(is_read, true);
    return is_first && !head.empty() ? Result(std::exchange(head, {})) : rest();
  };
  return head;
}

Result<InputText> unpacked(InputText packed) {
  const auto consumed = std::make_shared<std::uint64_t>(0);
  packed.chunks = [chunks = std::move(packed.chunks), consumed]() -> Result<std::string> {
    TRY_ASSIGN(std::string piece, chunks());
    *consumed += piece.size();
    return piece;
  };
  packed.consumed = [consumed] { return *consumed; };
  TRY_ASSIGN(const std::string head, peek(packed, kCompressionMagic));
  switch (compression_of(head)) {
    case Compression::none: break;
    case Compression::gzip: packed.chunks = unpack_gzip(packed.chunks, packed.name); break;
    case Compression::zstd: packed.chunks = unpack_zstd(packed.chunks, packed.name); break;
  }
  return packed;
}

Result<InputText> text_of_file(const std::filesystem::path& file, std::string name) {
  TRY_ASSIGN(sql::ChunkSource chunks, chunks_of_file(file));
  std::error_code unknown;
  const auto size = std::filesystem::file_size(file, unknown);
  return unpacked(
      {.chunks = std::move(chunks), .name = std::move(name), .bytes = unknown ? 0 : size});
}

}  // namespace d1mcp::transfer
