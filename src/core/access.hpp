#pragma once

#include <string_view>

namespace d1mcp {

/// How much a server may do to its databases; each level includes the ones before it. Set by whoever
/// starts the server: nothing a client says changes it.
enum class Access {
  read,     ///< Look, query, export.
  migrate,  ///< And apply the migration files of the project.
  write,    ///< And run any statement.
};

constexpr std::string_view to_string(Access access) {
  switch (access) {
    case Access::read: return "read";
    case Access::migrate: return "migrate";
    case Access::write: return "write";
  }
  return "read";
}

}  // namespace d1mcp
