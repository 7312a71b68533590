#pragma once

#include <string_view>

#include "core/result.hpp"

namespace d1mcp::d1 {

/// Whose rules SQL has to follow.
enum class Dialect {
  sqlite,    ///< A plain SQLite file: only the library's own rules.
  d1_local,  ///< D1 as `wrangler dev` runs it (workerd on this machine).
  d1,        ///< D1 in production: local D1's rules and the documented platform limits.
};

/// "sqlite", "d1-local", "d1".
std::string_view to_string(Dialect dialect);

/// The reverse of `to_string`, exact. Anything else is `invalid_argument` with the names to choose
/// from.
Result<Dialect> parse_dialect(std::string_view text);

}  // namespace d1mcp::d1
