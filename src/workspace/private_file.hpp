#pragma once

#include <string_view>

#include "core/files.hpp"
#include "core/result.hpp"

namespace d1mcp::workspace {

/// A file of `name` and something unique in the temporary directory, for a database that is never
/// committed: only this user can read it, and it goes with the object.
Result<NewFile> new_private_file(std::string_view name);

}  // namespace d1mcp::workspace
