#include "migration/backup.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <system_error>
#include <vector>

#include "core/files.hpp"

namespace d1mcp::migration {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".sqlite.backup";

// "20261122T134501Z": sorts by time and is a legal file name everywhere.
std::string utc_stamp() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc);
  return {text.data(), size};
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

fs::path free_place(const fs::path& directory, const std::string& name) {
  const std::string stem = name + "." + utc_stamp();
  fs::path place = directory / (stem + std::string(kSuffix));
  std::error_code ignored;
  for (int count = 2; fs::exists(place, ignored); ++count) {
    place = directory / (stem + "-" + std::to_string(count) + std::string(kSuffix));
  }
  return place;
}

void remove_oldest(const fs::path& directory, const std::string& name) {
  std::vector<fs::path> backups;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(directory, failure)) {
    const std::string file = entry.path().filename().string();
    if (file.starts_with(name + ".2") && file.ends_with(kSuffix)) backups.push_back(entry.path());
  }
  std::ranges::sort(backups);
  for (std::size_t index = 0; index + kBackupsKept < backups.size(); ++index)
    fs::remove(backups[index], failure);
}

}  // namespace

Result<Backup> make_backup(sql::Connection& connection,
                           const fs::path& directory,
                           const std::string& name,
                           const Work& work) {
  TRY(make_directories(directory));
  TRY(keep_out_of_version_control(directory));
  const fs::path place = free_place(directory, name);
  TRY_ASSIGN(NewFile file, NewFile::create(place, Existing::refuse, Privacy::owner_only));
  TRY(connection.copy_into(file.temporary_path(), work));
  TRY_ASSIGN(const std::uint64_t bytes, file.commit());
  remove_oldest(directory, name);
  return Backup{.path = place, .bytes = bytes};
}

}  // namespace d1mcp::migration
