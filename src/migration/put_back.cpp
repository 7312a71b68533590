#include "migration/put_back.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/encoding.hpp"
#include "core/files.hpp"

namespace d1mcp::migration {
namespace {

namespace fs = std::filesystem;

Error leads_out(const std::string& name, const Directory& directory) {
  return Error{.code = ErrorCode::permission_denied,
               .message = "the history calls a migration " + name +
                          ", which is no file of the folder " + directory.path.string() +
                          "; nothing was written",
               .hint = "take that row out of the history",
               .place = {}};
}

bool is_inside(const fs::path& place, const fs::path& folder) {
  std::error_code failure;
  const fs::path real_folder = fs::canonical(folder, failure);
  if (failure) return false;
  const fs::path real_place = fs::weakly_canonical(place, failure);
  if (failure) return false;
  const fs::path relative = real_place.lexically_relative(real_folder);
  return !relative.empty() && *relative.begin() != ".." && *relative.begin() != ".";
}

bool is_file_name(const std::string& name) {
  const fs::path path(name);
  const bool has_steps = std::ranges::any_of(
      path, [](const fs::path& part) { return part == ".." || part == "." || part.empty(); });
  return path.is_relative() && path.extension() == ".sql" && !has_steps &&
         name.find('\0') == std::string::npos;
}

}  // namespace

Status put_back(const Directory& directory, const std::string& name, const Fingerprint& applied) {
  const fs::path place = directory.path / name;
  if (!is_file_name(name) || !is_inside(place, directory.path)) return leads_out(name, directory);
  const std::string text = applied.text.value_or(std::string());
  if (sha256_hex(text) != applied.bytes) {
    return Error{.code = ErrorCode::conflict,
                 .message = "the text kept of " + name + " is not the one that was applied",
                 .hint = "restore the file from version control",
                 .place = {}};
  }
  TRY(make_directories(place.parent_path()));
  TRY_ASSIGN(NewFile file, NewFile::create(place, Existing::refuse));
  TRY(file.write(text));
  TRY(file.commit());
  return {};
}

}  // namespace d1mcp::migration
