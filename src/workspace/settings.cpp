#include "workspace/settings.hpp"

#include <system_error>

namespace d1mcp::workspace {

namespace fs = std::filesystem;

fs::path migrations_directory(const fs::path& directory, const Request& request) {
  if (request.migrations_directory)
    return request.working_directory / *request.migrations_directory;
  const fs::path beside = directory / "migrations";
  const fs::path in_working_directory = request.working_directory / "migrations";
  std::error_code ignored;
  const bool only_the_second =
      !fs::is_directory(beside, ignored) && fs::is_directory(in_working_directory, ignored);
  return only_the_second ? in_working_directory : beside;
}

}  // namespace d1mcp::workspace
