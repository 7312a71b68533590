#pragma once

#include <string>

#include "core/result.hpp"
#include "migration/directory.hpp"
#include "migration/fingerprint.hpp"

namespace d1mcp::migration {

/// Writes the file `name` of `directory` as it was when it was applied. A file that is there is
/// `already_exists`; a name that leads out of the folder is `permission_denied`, since names come
/// from a table that anybody may have written; a text that is not the one applied is `conflict`.
Status put_back(const Directory& directory, const std::string& name, const Fingerprint& applied);

}  // namespace d1mcp::migration
