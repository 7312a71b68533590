#include "workspace/protected_files.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "core/files.hpp"

namespace d1mcp::workspace {
namespace {

namespace fs = std::filesystem;

Error harmful(const fs::path& output, const std::string& what) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "output " + output.string() + " " + what,
               .hint = "name another file",
               .place = {}};
}

bool names_same_file(const fs::path& one, const fs::path& other) {
  if (one == other) return true;
  const auto identity = identify(one);
  return identity && identity == identify(other);
}

// SQLite takes whatever lies there for its own, also when it was not there before.
bool is_companion(const fs::path& output, const fs::path& database) {
  std::error_code failure;
  const fs::path resolved = fs::weakly_canonical(database, failure);
  const std::string base = (failure ? database : resolved).string();
  return std::ranges::any_of(
      std::to_array<std::string_view>({"-wal", "-shm", "-journal"}),
      [&](std::string_view suffix) { return names_same_file(output, base + std::string(suffix)); });
}

bool lies_in_wrangler_state(const fs::path& output) {
  const fs::path directory = output.parent_path();
  return std::adjacent_find(
             directory.begin(), directory.end(), [](const auto& one, const auto& two) {
               return one == ".wrangler" && two == "state";
             }) != directory.end();
}

}  // namespace

Status check_spares_databases(const fs::path& output, const Catalog& catalog) {
  for (const auto& entry : catalog.entries()) {
    const Description& description = entry->description();
    if (names_same_file(output, description.file))
      return harmful(output, "is the database " + entry->name() + " itself");
    if (names_same_file(output, description.source))
      return harmful(output, "is what the database " + entry->name() + " is made from");
    if (!description.file.empty() && is_companion(output, description.file))
      return harmful(output, "belongs to the database " + entry->name());
  }
  if (lies_in_wrangler_state(output))
    return harmful(output, "lies in .wrangler/state, where wrangler keeps its databases");
  return {};
}

}  // namespace d1mcp::workspace
