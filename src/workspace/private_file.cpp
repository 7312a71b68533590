#include "workspace/private_file.hpp"

#include <filesystem>
#include <system_error>

namespace d1mcp::workspace {

namespace fs = std::filesystem;

Result<NewFile> new_private_file(std::string_view name) {
  std::error_code failure;
  const fs::path temporary = fs::temp_directory_path(failure);
  if (failure) {
    return Error{.code = ErrorCode::not_found,
                 .message = "there is no temporary directory for a private copy",
                 .hint = "set TMPDIR to a directory this user may write to",
                 .place = {}};
  }
  return NewFile::create(temporary / name, Existing::replace, Privacy::owner_only);
}

}  // namespace d1mcp::workspace
