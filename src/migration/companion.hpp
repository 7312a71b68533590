#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace d1mcp::migration {

/// What lies beside migrations, belongs to one of them and is none itself.
enum class Companion {
  rollback,  ///< The statements that undo it.
  verify,    ///< The queries that tell whether it did what it should.
};

/// Names of files, relative to a migrations folder.
using Names = std::set<std::string, std::less<>>;

/// The migration that `name` belongs to as a file of `kind`, by its spelling and the `names` beside
/// it; empty where it is no such file's name. The migration need not be there.
std::string forward_name(std::string_view name, Companion kind, const Names& names);

/// `name` without `suffix`; empty where it does not end so.
std::string_view without_suffix(std::string_view name, std::string_view suffix);

}  // namespace d1mcp::migration
