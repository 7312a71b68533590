#include "workspace/dump_cache.hpp"

#include <array>
#include <fstream>
#include <system_error>

#include "core/encoding.hpp"
#include "core/files.hpp"
#include "transfer/file_chunks.hpp"
#include "transfer/input_text.hpp"
#include "workspace/new_database.hpp"

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
  TRY_ASSIGN(const transfer::InputText text,
             transfer::text_of_file(dump, dump.filename().string()));
  const NewDatabase database{
      .path = target, .existing = Existing::replace, .privacy = Privacy::owner_only};
  if (auto made = make_database(database, load_dump(text, work)); !made) {
    return std::move(made).error().while_doing("cannot load the SQL dump " + dump.string());
  }
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
