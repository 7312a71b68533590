#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "migration/directory.hpp"

namespace d1mcp::migration {

/// Which of `names` a person means by `target`: a file name, with or without its .sql, or the
/// number it begins with. No such name, and a number that two of them have, are errors.
Result<std::size_t> find_target(std::span<const std::string> names, std::string_view target);

/// The names of `files`, in their order.
std::vector<std::string> file_names(const std::vector<MigrationFile>& files);

}  // namespace d1mcp::migration
