#include "migration/backup.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <vector>

#include "core/files.hpp"
#include "core/text.hpp"
#include "core/utc_time.hpp"
#include "migration/digits.hpp"

namespace d1mcp::migration {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".sqlite.backup";

// "20261122T134501.042Z": sorts by time and is a legal file name everywhere.
std::string utc_stamp() {
  using std::chrono::system_clock;
  const auto now = system_clock::now();
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()) % 1000;
  const std::string fraction = std::to_string(1000 + milliseconds.count()).substr(1);
  return utc_time(now, "%Y%m%dT%H%M%S.") + fraction + "Z";
}

bool is_stamp(std::string_view text) {
  constexpr std::string_view kShape = "00000000T000000.000Z";
  return std::ranges::equal(text, kShape, [](char c, char shape) {
    return shape == '0' ? c >= '0' && c <= '9' : c == shape;
  });
}

// A database may be called anything, a file may not.
std::string stem_of(std::string name) {
  std::ranges::replace(name, '/', '_');
  return name + ".";
}

Status keep_out_of_version_control(const fs::path& directory) {
  const fs::path ignore = directory / ".gitignore";
  std::error_code ignored;
  if (fs::exists(ignore, ignored)) return {};
  TRY_ASSIGN(NewFile file, NewFile::create(ignore, Existing::replace));
  TRY(file.write("*\n"));
  TRY(file.commit());
  return {};
}

bool is_backup_of(std::string_view file, const std::string& name) {
  const std::string stem = stem_of(name);
  if (!file.starts_with(stem) || !file.ends_with(kSuffix)) return false;
  file.remove_prefix(stem.size());
  return file.size() > kSuffix.size() && is_stamp(file.substr(0, file.size() - kSuffix.size()));
}

std::string stamp_of(const Backup& backup, const std::string& name) {
  const std::string file = backup.file_name();
  const std::size_t begin = stem_of(name).size();
  return file.substr(begin, file.size() - begin - kSuffix.size());
}

// The newest backup is the one with the highest stamp, also where the clock went back.
fs::path place_for(const fs::path& directory, const std::string& name) {
  std::string stamp = utc_stamp();
  const std::vector<Backup> backups = list_backups(directory, name);
  if (!backups.empty()) stamp = std::max(stamp, one_higher(stamp_of(backups.front(), name)));
  return directory / (stem_of(name) + stamp + std::string(kSuffix));
}

Result<Backup> copy_to(const fs::path& place, sql::Connection& connection, const Work& work) {
  TRY_ASSIGN(NewFile file, NewFile::create(place, Existing::refuse, Privacy::owner_only));
  TRY(connection.copy_into(file.temporary_path(), work));
  TRY_ASSIGN(const std::uint64_t bytes, file.commit());
  return Backup{.path = place, .bytes = bytes};
}

void remove_oldest(const fs::path& directory, const std::string& name, const fs::path& spared) {
  const std::vector<Backup> backups = list_backups(directory, name);
  for (std::size_t index = kBackupsKept; index < backups.size(); ++index) {
    std::error_code ignored;
    if (backups[index].path != spared) fs::remove(backups[index].path, ignored);
  }
}

Error no_backup(const fs::path& directory, const std::string& name, const std::string& wanted) {
  std::vector<std::string> names;
  for (const Backup& backup : list_backups(directory, name)) names.push_back(backup.file_name());
  if (names.empty()) {
    return Error{.code = ErrorCode::not_found,
                 .message = "there is no backup of " + name + " in " + directory.string(),
                 .hint = "one is made before migrations are applied or rolled back",
                 .place = {}};
  }
  return Error{.code = ErrorCode::not_found,
               .message = "there is no backup " + wanted + " in " + directory.string(),
               .hint = "there are: " + join(names, ", "),
               .place = {}};
}

}  // namespace

Result<Backup> make_backup(sql::Connection& connection,
                           const fs::path& directory,
                           const std::string& name,
                           const Work& work,
                           const fs::path& spared) {
  TRY(make_directories(directory));
  TRY(keep_out_of_version_control(directory));
  auto backup = copy_to(place_for(directory, name), connection, work);
  // Another runner can have taken the place while this one was copying.
  while (!backup && backup.error().code == ErrorCode::already_exists) {
    backup = copy_to(place_for(directory, name), connection, work);
  }
  if (backup) remove_oldest(directory, name, spared);
  return backup;
}

std::vector<Backup> list_backups(const fs::path& directory, const std::string& name) {
  std::vector<Backup> backups;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    if (!is_backup_of(entry.path().filename().string(), name)) continue;
    backups.push_back({.path = entry.path(), .bytes = entry.file_size(ignored)});
  }
  std::ranges::sort(backups, std::ranges::greater{}, &Backup::path);
  return backups;
}

Result<Backup> find_backup(const fs::path& directory,
                           const std::string& name,
                           const std::string& wanted) {
  const std::vector<Backup> backups = list_backups(directory, name);
  const auto found = std::ranges::find_if(backups, [&](const Backup& backup) {
    return wanted.empty() || backup.file_name() == wanted;
  });
  if (found == backups.end()) return no_backup(directory, name, wanted);
  return *found;
}

}  // namespace d1mcp::migration
