#pragma once

#include <string>

#include "migration/directory.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::offers {

/// How the next migration of a folder is to be called.
struct NextMigration {
  std::string number;  ///< "006"; "YYYYMMDDHHMMSS" where the files are numbered by time.
  std::string newest;  ///< The name it comes after; empty when there is none.

  /// Whether wrangler would take a rollback file beside it for a migration.
  bool rollback_goes_into_a_folder = false;

  [[nodiscard]] std::string file() const { return number + "_what_it_does.sql"; }
  [[nodiscard]] std::string rollback() const {
    return rollback_goes_into_a_folder ? "rollback/" + file()
                                       : number + "_what_it_does_rollback.sql";
  }
};

/// One more than the highest number in the folder, as wide as that is written. Files without a
/// number do not count.
NextMigration next_migration(const migration::Directory& folder,
                             const workspace::Description& database);

}  // namespace d1mcp::offers
