#pragma once

#include <string_view>

namespace d1mcp::tools {

/// Whether `name` fits `pattern`, ASCII case ignored: with `*` or `?` in it the whole name as a
/// GLOB
/// (* any characters, ? exactly one), else as a part of the name. An empty pattern fits every name.
bool fits_pattern(std::string_view name, std::string_view pattern);

}  // namespace d1mcp::tools
