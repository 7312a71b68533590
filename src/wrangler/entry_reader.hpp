#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "wrangler/config.hpp"
#include "wrangler/document.hpp"

namespace d1mcp::wrangler {

/// "d1_databases[0].binding must be a string, but is a number", at the node's place.
Error wrong_type(const Node& node,
                 const std::string& file,
                 const std::string& field,
                 std::string_view wanted);

/// The string member `name` of `scope`; nothing when it is absent. null is a wrong type, and a NUL
/// character is refused: no name or path has one. `prefix` goes before the name in messages.
Result<std::optional<std::string>> optional_text(const Node& scope,
                                                 std::string_view name,
                                                 const std::string& file,
                                                 std::string_view prefix);

/// Reads one entry of d1_databases, called `field` in messages. Settings wrangler does not know are
/// added to `warnings`.
Result<D1Entry> read_entry(const Node& node,
                           const std::string& file,
                           const std::string& field,
                           std::vector<std::string>& warnings);

}  // namespace d1mcp::wrangler
