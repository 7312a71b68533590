#include "workspace/dump_cache.hpp"

#include <array>
#include <fstream>
#include <system_error>

#include "core/encoding.hpp"
#include "core/files.hpp"
#include "sqlite/database.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/file_chunks.hpp"

namespace d1mcp::workspace {
namespace {

namespace fs = std::filesystem;

// Part of the cached name: raise it when the same text would be loaded differently.
constexpr const char* kLoaderVersion = "1";

Result<std::string> hash_of(const fs::path& file, const Work& work) {
  TRY_ASSIGN(const sql::ChunkSource chunks, transfer::chunks_of_file(file));
  Sha256Stream hash;
  while (true) {
    TRY(work.check());
    TRY_ASSIGN(const std::string chunk, chunks());
    if (chunk.empty()) return hash.finish_hex();
    hash.add(chunk);
  }
}

Status load(const fs::path& dump, const fs::path& target, const Work& work) {
  TRY_ASSIGN(NewFile file, NewFile::create(target, Existing::replace, Privacy::owner_only));
  {
    TRY_ASSIGN(const auto scratch, sqlite::open_scratch(file.temporary_path()));
    TRY_ASSIGN(sql::ChunkSource chunks, transfer::chunks_of_file(dump));
    std::error_code ignored;
    const transfer::DumpText text{.chunks = std::move(chunks),
                                  .name = dump.filename().string(),
                                  .bytes = fs::file_size(dump, ignored)};
    if (auto loaded = transfer::load_dump(text, *scratch, work); !loaded) {
      return std::move(loaded).error().while_doing("cannot load the SQL dump " + dump.string());
    }
  }
  TRY(file.commit());
  return {};
}

}  // namespace

std::string state_of(const fs::path& file) {
  std::error_code ignored;
  const auto size = fs::file_size(file, ignored);
  const auto changed = fs::last_write_time(file, ignored).time_since_epoch().count();
  return std::to_string(size) + "@" + std::to_string(changed);
}

Result<fs::path> load_cached(const fs::path& dump, const Work& work) {
  TRY_ASSIGN(const fs::path cache, cache_directory());
  TRY(make_directories(cache / "dumps"));
  TRY_ASSIGN(const std::string hash, hash_of(dump, work));
  const fs::path target = cache / "dumps" / (hash + "-" + kLoaderVersion + ".sqlite");
  std::error_code ignored;
  if (!fs::exists(target, ignored)) TRY(load(dump, target, work));
  return target;
}

}  // namespace d1mcp::workspace
