#include "migration/new_files.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "core/files.hpp"
#include "core/text.hpp"
#include "core/utc_time.hpp"
#include "migration/digits.hpp"
#include "migration/next_migration.hpp"

namespace d1mcp::migration {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongest = 80;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string now() {
  return utc_time(std::chrono::system_clock::now(), "%Y%m%d%H%M%S");
}

// Behind the newest file, whatever the clock says; with as many digits at least.
std::string time_behind(const std::string& newest) {
  const std::string behind = one_higher(newest.substr(0, newest.find_first_not_of("0123456789")));
  std::string time = now();
  if (time.size() < behind.size()) time.resize(behind.size(), '0');
  return time.size() > behind.size() ? time : std::max(time, behind);
}

bool holds_already(const fs::path& path, std::string_view text) {
  const auto there = read_file(path, text.size());
  return there && *there == text;
}

Result<NewFile> prepare(const fs::path& path, std::string_view text) {
  TRY(make_directories(path.parent_path()));
  TRY_ASSIGN(NewFile file, NewFile::create(path, Existing::refuse));
  TRY(file.write(text));
  return file;
}

}  // namespace

Result<std::string> description_of(std::string_view words) {
  std::string description;
  for (const char c : ascii_lower(words)) {
    if (is_plain(c)) {
      description += c;
    } else if (!description.empty() && description.back() != '_') {
      description += '_';
    }
  }
  while (description.ends_with('_')) description.pop_back();
  if (description.empty() || description.size() > kLongest) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "the name of a migration is made of letters and digits, up to " +
                            std::to_string(kLongest),
                 .hint = "say what it does, as add_phone_to_users",
                 .place = {}};
  }
  return description;
}

std::string next_file_name(const Directory& folder, std::string_view description) {
  NextMigration next = next_migration(folder);
  if (next.number == kTimestamp) next.number = time_behind(next.newest);
  return next.file(description);
}

Status write_new_files(const Directory& folder, const NewFiles& files) {
  const fs::path rollback_path = folder.path / files.rollback_name;
  TRY_ASSIGN(NewFile migration, prepare(folder.path / files.name, files.text));
  // The rollback comes first; one that is there was left by a run that ended between the two.
  if (holds_already(rollback_path, files.rollback_text)) {
    TRY(migration.commit());
    return {};
  }
  TRY_ASSIGN(NewFile rollback, prepare(rollback_path, files.rollback_text));
  TRY(rollback.commit());
  if (auto committed = migration.commit(); !committed) {
    std::error_code ignored;
    fs::remove(rollback_path, ignored);
    return std::move(committed).error();
  }
  return {};
}

}  // namespace d1mcp::migration
