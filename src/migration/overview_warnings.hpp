#pragma once

#include "migration/directory.hpp"
#include "migration/overview.hpp"

namespace d1mcp::migration {

/// Adds a sentence for each entry that a person should look at: files that are missing, renamed,
/// edited in meaning or late.
void add_warnings(const Directory& directory, Overview& overview);

}  // namespace d1mcp::migration
