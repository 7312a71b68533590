#include "workspace/output_policy.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/files.hpp"

namespace d1mcp::workspace {
namespace {

namespace fs = std::filesystem;

bool lies_in(const fs::path& path, const fs::path& directory) {
  const auto [in_directory, in_path] =
      std::mismatch(directory.begin(), directory.end(), path.begin(), path.end());
  return in_directory == directory.end() ||
         (std::next(in_directory) == directory.end() && in_directory->empty());
}

Error wrong(std::string_view argument,
            std::string_view name,
            std::string_view what,
            std::string_view use) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::string(argument) + " " + std::string(name) + " " + std::string(what),
               .hint = "give the name of a file to " + std::string(use),
               .place = {}};
}

}  // namespace

OutputPolicy::OutputPolicy(fs::path working_directory, std::vector<fs::path> allowed)
    : working_directory_(std::move(working_directory)), allowed_(std::move(allowed)) {
  for (fs::path& directory : allowed_) {
    std::error_code failure;
    const fs::path resolved = fs::weakly_canonical(working_directory_ / directory, failure);
    // What cannot be resolved contains nothing either: no output is found below it.
    directory = failure ? (working_directory_ / directory).lexically_normal() : resolved;
  }
}

Result<fs::path> OutputPolicy::resolve(std::string_view output) const {
  if (output.empty() || output.find('\0') != std::string_view::npos)
    return wrong("output", output, "is not a file name", "write");
  const fs::path absolute = working_directory_ / fs::path(output);
  std::error_code failure;
  if (!absolute.has_filename() || fs::is_directory(absolute, failure))
    return wrong("output", output, "is a directory", "write");
  const fs::path directory = fs::canonical(absolute.parent_path(), failure);
  if (failure) return file_error("write into", absolute.parent_path(), failure.value());
  if (!fs::is_directory(directory, failure)) return file_error("write into", directory, ENOTDIR);
  TRY(check_allowed(directory, "outputs may go to"));
  return directory / absolute.filename();
}

Result<fs::path> OutputPolicy::resolve_input(std::string_view input) const {
  if (input.empty() || input.find('\0') != std::string_view::npos) {
    return wrong("input", input, "is not a file name", "read");
  }
  const fs::path absolute = working_directory_ / fs::path(input);
  std::error_code failure;
  const fs::path file = fs::canonical(absolute, failure);
  if (failure) return file_error("read", absolute, failure.value());
  if (fs::is_directory(file, failure)) return wrong("input", input, "is a directory", "read");
  TRY(check_allowed(file.parent_path(), "inputs may come from"));
  return file;
}

Status OutputPolicy::check_allowed(const fs::path& directory, std::string_view use) const {
  const bool allowed =
      std::ranges::any_of(allowed_, [&](const fs::path& root) { return lies_in(directory, root); });
  if (!allowed) {
    std::string roots;
    for (const fs::path& root : allowed_) roots += (roots.empty() ? "" : ", ") + root.string();
    return Error{
        .code = ErrorCode::permission_denied,
        .message = directory.string() + " is not among the directories " + std::string(use),
        .hint =
            "allowed: " + roots + "; whoever starts the server can add one with --allow-dir DIR",
        .place = {}};
  }
  return {};
}

}  // namespace d1mcp::workspace
