#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "migration/directory.hpp"

namespace d1mcp::migration {

/// A migration that is to be written with what undoes it.
struct NewFiles {
  std::string name;           ///< Of the migration, as the history will have it.
  std::string text;           ///< The whole file.
  std::string rollback_name;  ///< Relative to the folder, with '/'.
  std::string rollback_text;
};

/// "Add phone to users" -> "add_phone_to_users": what a migration's name says, in ASCII letters,
/// digits and underscores. Fails with `invalid_argument` where none of these is in it.
Result<std::string> description_of(std::string_view words);

/// The name of the folder's next migration, which does `description`; where the files are numbered
/// by time, by the one of now in UTC, or behind the newest where the clock went back.
std::string next_file_name(const Directory& folder, std::string_view description);

/// Writes both files into `folder`, which is created where it is missing. Nothing is overwritten:
/// a file that exists is `already_exists`, unless it is the rollback and holds what is to be
/// written. Either both are there afterwards or none; a run that is killed between the two leaves
/// the rollback.
Status write_new_files(const Directory& folder, const NewFiles& files);

}  // namespace d1mcp::migration
