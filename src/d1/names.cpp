#include "d1/names.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace d1mcp::d1 {

bool is_reserved_name(std::string_view name) {
  constexpr std::string_view kPrefix = "_cf_";
  return equal_names(name.substr(0, kPrefix.size()), kPrefix);
}

bool is_allowed_module(std::string_view module) {
  constexpr auto kModules =
      std::to_array<std::string_view>({"fts5", "fts5vocab", "rtree", "rtree_i32"});
  return std::ranges::any_of(kModules,
                             [&](std::string_view known) { return equal_names(known, module); });
}

std::span<const char* const> missing_eponymous_tables() {
  static constexpr auto kMissing = std::to_array<const char*>(
      {"bytecode", "dbstat", "sqlite_dbpage", "sqlite_stmt", "tables_used"});
  return kMissing;
}

}  // namespace d1mcp::d1
