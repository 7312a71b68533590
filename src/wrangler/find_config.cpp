#include "wrangler/find_config.hpp"

#include <array>
#include <string_view>
#include <system_error>

#include "core/files.hpp"

namespace d1mcp::wrangler {
namespace {

namespace fs = std::filesystem;

// In the order wrangler asks for them.
constexpr auto kReadable =
    std::to_array<std::string_view>({"wrangler.json", "wrangler.jsonc", "wrangler.toml"});
constexpr auto kPrograms = std::to_array<std::string_view>(
    {"wrangler.config.ts", "wrangler.config.js", "cloudflare.config.ts"});

// A file, or a link to one; what cannot be looked at is not there.
bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::vector<fs::path> up_to_the_root(const fs::path& directory) {
  std::vector<fs::path> directories = {directory};
  while (directories.back() != directories.back().parent_path()) {
    directories.push_back(directories.back().parent_path());
  }
  return directories;
}

std::optional<fs::path> nearest(const std::vector<fs::path>& directories, std::string_view name) {
  for (const fs::path& directory : directories) {
    if (is_file(directory / name)) return directory / name;
  }
  return std::nullopt;
}

// What there is in the directories up to the one `chosen` lies in.
std::vector<fs::path> others(const std::vector<fs::path>& directories, const fs::path& chosen) {
  std::vector<fs::path> found;
  const auto add = [&](const fs::path& path) {
    if (path != chosen && is_file(path)) found.push_back(path);
  };
  for (const fs::path& directory : directories) {
    for (const std::string_view name : kReadable) add(directory / name);
    for (const std::string_view name : kPrograms) add(directory / name);
    if (directory == chosen.parent_path()) break;
  }
  return found;
}

}  // namespace

Result<std::optional<FoundConfig>> find_config(const fs::path& start_directory) {
  std::error_code failure;
  const fs::path start = fs::canonical(start_directory, failure);
  if (failure) return file_error("look for a configuration in", start_directory, failure.value());
  const std::vector<fs::path> directories = up_to_the_root(start);
  for (const std::string_view name : kReadable) {
    if (const auto path = nearest(directories, name)) {
      return std::optional(FoundConfig{.path = *path, .ignored = others(directories, *path)});
    }
  }
  for (const std::string_view name : kPrograms) {
    if (const auto path = nearest(directories, name)) {
      return Error{.code = ErrorCode::unsupported,
                   .message = path->string() + " is a program, which only wrangler itself can run",
                   .hint =
                       "write the d1_databases into a wrangler.jsonc beside it, or name the "
                       "database file",
                   .place = {}};
    }
  }
  return std::optional<FoundConfig>();
}

}  // namespace d1mcp::wrangler
