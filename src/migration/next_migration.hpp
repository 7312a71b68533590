#pragma once

#include <string>
#include <string_view>

#include "migration/directory.hpp"

namespace d1mcp::migration {

/// How the next migration of a folder is to be called.
struct NextMigration {
  std::string number;  ///< "006"; kTimestamp where the files are numbered by time.
  std::string newest;  ///< The name it comes after; empty when there is none.

  /// The name of the file that does `what`, which is in snake_case.
  [[nodiscard]] std::string file(std::string_view what) const {
    return number + "_" + std::string(what) + ".sql";
  }
};

/// Stands for the time of writing, in UTC.
inline constexpr std::string_view kTimestamp = "YYYYMMDDHHMMSS";

/// One more than the highest number in the folder, as wide as that is written; the first of a
/// folder is as wide as wrangler makes it where wrangler uses the folder. Files without a number do
/// not count.
NextMigration next_migration(const Directory& folder);

}  // namespace d1mcp::migration
