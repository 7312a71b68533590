#include "migration/companion.hpp"

#include <array>
#include <span>

namespace d1mcp::migration {
namespace {

/// How files of one kind are called.
struct Spelling {
  std::string_view folder;                    ///< Everything in a folder of this name is one.
  std::span<const std::string_view> endings;  ///< In place of ".sql", wherever they stand.
  std::string_view ending_beside_migration;   ///< A migration's own name may end so, too.
};

constexpr std::array<std::string_view, 2> kRollbackEndings = {"_rollback.sql", ".down.sql"};
constexpr std::array<std::string_view, 1> kVerifyEndings = {".verify.sql"};

constexpr Spelling spelling_of(Companion kind) {
  switch (kind) {
    case Companion::rollback:
      return {.folder = "/rollback/",
              .endings = kRollbackEndings,
              .ending_beside_migration = "_down.sql"};
    case Companion::verify:
      return {.folder = "/verify/",
              .endings = kVerifyEndings,
              .ending_beside_migration = "_verify.sql"};
  }
  return {};
}

constexpr std::array<std::string_view, 3> kMigrationEndings = {".up.sql", "_up.sql", ".sql"};

// `name` without the innermost folder of the kind; empty when it lies in none.
std::string without_folder(std::string_view name, std::string_view folder) {
  const std::string rooted = "/" + std::string(name);
  const std::size_t at = rooted.rfind(folder);
  if (at == std::string::npos) return {};
  return (rooted.substr(0, at + 1) + rooted.substr(at + folder.size())).substr(1);
}

// The first of the names that the migration may have that is there; empty for none.
std::string existing(std::string_view stem,
                     std::span<const std::string_view> endings,
                     const Names& names) {
  for (const std::string_view ending : endings) {
    if (const auto found = names.find(std::string(stem) + std::string(ending));
        found != names.end()) {
      return *found;
    }
  }
  return {};
}

}  // namespace

std::string_view without_suffix(std::string_view name, std::string_view suffix) {
  return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : std::string_view{};
}

// NOLINTNEXTLINE(misc-no-recursion): each level takes one folder off the name.
std::string forward_name(std::string_view name, Companion kind, const Names& names) {
  const Spelling spelling = spelling_of(kind);
  if (const std::string outside = without_folder(name, spelling.folder); !outside.empty()) {
    const std::string forward = forward_name(outside, kind, names);
    return forward.empty() ? outside : forward;
  }
  for (const std::string_view ending : spelling.endings) {
    if (const auto stem = without_suffix(name, ending); !stem.empty()) {
      const std::string forward = existing(stem, kMigrationEndings, names);
      return forward.empty() ? std::string(stem) + ".sql" : forward;
    }
  }
  const auto stem = without_suffix(name, spelling.ending_beside_migration);
  return stem.empty() ? std::string() : existing(stem, kMigrationEndings, names);
}

}  // namespace d1mcp::migration
