#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace d1mcp::workspace {

/// Which files that an assistant names a tool may write and read: those below the allowed
/// directories only.
class OutputPolicy {
 public:
  /// Relative outputs are taken from `working_directory`.
  OutputPolicy(std::filesystem::path working_directory, std::vector<std::filesystem::path> allowed);

  /// The absolute path `output` stands for, with links in its directory resolved. Fails with
  /// `permission_denied` outside the allowed directories, `not_found` when its directory does not
  /// exist, `invalid_argument` when it names a directory or nothing.
  [[nodiscard]] Result<std::filesystem::path> resolve(std::string_view output) const;

  /// The file to read that `input` stands for, with all links resolved. Fails in the same ways.
  [[nodiscard]] Result<std::filesystem::path> resolve_input(std::string_view input) const;

 private:
  [[nodiscard]] Status check_allowed(const std::filesystem::path& directory,
                                     std::string_view use) const;

  std::filesystem::path working_directory_;
  std::vector<std::filesystem::path> allowed_;
};

}  // namespace d1mcp::workspace
