#include "migration/directory.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "core/files.hpp"
#include "core/text.hpp"
#include "d1/migration_order.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::migration {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestMigration = 256ULL * 1024 * 1024;

using Names = std::set<std::string, std::less<>>;

std::string_view without_suffix(std::string_view name, std::string_view suffix) {
  return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : std::string_view{};
}

// `name` without the innermost folder called rollback; empty when it lies in none.
std::string without_rollback_folder(std::string_view name) {
  constexpr std::string_view kFolder = "/rollback/";
  const std::string rooted = "/" + std::string(name);
  const std::size_t folder = rooted.rfind(kFolder);
  if (folder == std::string::npos) return {};
  return (rooted.substr(0, folder + 1) + rooted.substr(folder + kFolder.size())).substr(1);
}

// The forward file that `name` would undo, by its spelling; empty when it is no rollback's name.
// NOLINTNEXTLINE(misc-no-recursion): each level takes one folder off the name.
std::string forward_name(std::string_view name, const Names& names) {
  if (const std::string outside = without_rollback_folder(name); !outside.empty()) {
    const std::string forward = forward_name(outside, names);
    return forward.empty() ? outside : forward;
  }
  for (const std::string_view suffix :
       {std::string_view("_rollback.sql"), std::string_view(".down.sql")}) {
    if (const auto stem = without_suffix(name, suffix); !stem.empty()) {
      const std::string up = std::string(stem) + ".up.sql";
      return names.contains(up) ? up : std::string(stem) + ".sql";
    }
  }
  if (const auto stem = without_suffix(name, "_down.sql"); !stem.empty()) {
    for (const char* ending : {"_up.sql", ".sql"}) {
      if (names.contains(std::string(stem) + ending)) return std::string(stem) + ending;
    }
  }
  return {};
}

/// What the walk through a migrations folder found, by names relative to it.
struct Found {
  Names files;           ///< *.sql.
  Names linked_files;    ///< Symbolic links called *.sql.
  Names linked_folders;  ///< Symbolic links to folders.
};

void sort_link(const fs::directory_entry& link, const std::string& name, Found& found) {
  std::error_code dangling;
  if (link.is_directory(dangling)) {
    found.linked_folders.insert(name);
  } else if (link.path().extension() == ".sql") {
    found.linked_files.insert(name);
  }
}

// Rollbacks may lie one folder deeper than forward files do.
Result<Found> walk_folder(const fs::path& path) {
  std::error_code failure;
  Found found;
  fs::recursive_directory_iterator walk(path, failure);
  if (failure) return file_error("read the migrations folder", path, failure.value());
  for (const fs::recursive_directory_iterator end; walk != end; walk.increment(failure)) {
    const fs::path& at = walk->path();
    const std::string name = at.lexically_relative(path).generic_string();
    if (at.filename().string().starts_with('.')) {
      walk.disable_recursion_pending();
    } else if (std::error_code unreadable; walk->is_symlink(unreadable)) {
      sort_link(*walk, name, found);
    } else if (at.extension() == ".sql" && walk->is_regular_file(unreadable)) {
      found.files.insert(name);
    }
  }
  if (failure) return file_error("read the migrations folder", path, failure.value());
  return found;
}

bool is_forward(const std::string& name, const DirectoryOptions& options) {
  if (options.matches) return options.matches(name);
  return name.find('/') == std::string::npos;
}

std::string number_of(std::string_view name) {
  std::string_view digits =
      name.substr(0, std::min(name.size(), name.find_first_not_of("0123456789")));
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return std::string(digits);
}

void warn_of_shared_numbers(Directory& directory) {
  const MigrationFile* previous = nullptr;
  for (const MigrationFile& file : directory.files) {
    const std::string number = number_of(file.name);
    if (previous != nullptr && !number.empty() && number == number_of(previous->name)) {
      directory.warnings.push_back("number " + number + " is used twice: " + previous->name +
                                   " and " + file.name);
    }
    previous = &file;
  }
}

void warn_of_lone_rollbacks(Directory& directory,
                            const Names& forwards,
                            const std::string& rollback,
                            const std::string& forward) {
  if (!forwards.contains(forward)) {
    directory.warnings.push_back(rollback + " undoes no migration: there is no " + forward);
  }
}

// wrangler 4.164.0 follows no link in the folder, so that a linked file would be applied here and
// stay pending there.
void warn_of_links(Directory& directory, const Found& found, const DirectoryOptions& options) {
  for (const std::string& name : found.linked_files) {
    if (!is_forward(name, options) && forward_name(name, found.files).empty()) continue;
    directory.warnings.push_back(
        name + " is a symbolic link and left out, as wrangler does; put the file itself there");
  }
  for (const std::string& name : found.linked_folders) {
    directory.warnings.push_back(name +
                                 " is a symbolic link to a folder; what is in it is left out, as "
                                 "wrangler does");
  }
}

// wrangler runs every *.sql at the top level unless migrations_pattern says otherwise.
void warn_of_wrangler(Directory& directory, const DirectoryOptions& options) {
  const auto exposed = std::ranges::find_if(
      directory.rollback_files, [&](const std::string& name) { return is_forward(name, options); });
  if (exposed == directory.rollback_files.end()) return;
  directory.warnings.push_back("wrangler d1 migrations apply would run " + *exposed +
                               " as a migration; move rollback files into a sub-folder rollback/, "
                               "or set \"migrations_pattern\" to \"" +
                               directory.path.filename().string() +
                               "/+([0-9])_!(*_rollback).sql\"");
}

}  // namespace

Result<Directory> read_directory(const fs::path& path, const DirectoryOptions& options) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    return Error{.code = ErrorCode::not_found,
                 .message = "there is no migrations folder " + path.string(),
                 .hint = "create it, or name another one with --migrations DIR",
                 .place = {}};
  }
  TRY_ASSIGN(const Found found, walk_folder(path));
  Directory directory{.path = path,
                      .files = {},
                      .rollback_files = {},
                      .queries = {},
                      .warnings = {},
                      .options = options};
  Names forwards;
  std::vector<std::pair<std::string, std::string>> rollbacks;
  for (const std::string& name : found.files) {
    if (name == kQueriesFile) {
      directory.queries = path / name;
    } else if (std::string forward = forward_name(name, found.files); !forward.empty()) {
      directory.rollback_files.push_back(name);
      rollbacks.emplace_back(name, std::move(forward));
    } else if (is_forward(name, options)) {
      forwards.insert(name);
      directory.files.push_back({.name = name, .path = path / name, .rollback = std::nullopt});
    }
  }
  std::ranges::sort(directory.files, [](const MigrationFile& left, const MigrationFile& right) {
    return d1::compare_migration_names(left.name, right.name) < 0;
  });
  for (const auto& [rollback, forward] : rollbacks) {
    const auto file = std::ranges::find(directory.files, forward, &MigrationFile::name);
    if (file != directory.files.end()) file->rollback = rollback;
    warn_of_lone_rollbacks(directory, forwards, rollback, forward);
  }
  warn_of_shared_numbers(directory);
  warn_of_links(directory, found, options);
  if (options.shared_with_wrangler) warn_of_wrangler(directory, options);
  return directory;
}

const MigrationFile* find_file(const Directory& directory, std::string_view name) {
  const auto file = std::ranges::find(directory.files, name, &MigrationFile::name);
  return file == directory.files.end() ? nullptr : &*file;
}

std::string rollback_place(std::string_view name, const DirectoryOptions& options) {
  const std::string beside = std::string(without_suffix(name, ".sql")) + "_rollback.sql";
  if (!options.shared_with_wrangler || !is_forward(beside, options)) return beside;
  const fs::path forward(name);
  return (forward.parent_path() / "rollback" / forward.filename()).generic_string();
}

Result<std::string> read_text(const MigrationFile& file) {
  return read_file(file.path, kLargestMigration);
}

Result<std::vector<sql::Statement>> split_text(const MigrationFile& file, std::string_view text) {
  auto statements = sql::split(text);
  if (!statements) {
    Error error = std::move(statements).error();
    if (error.place) error.place->file = file.name;
    return error;
  }
  return statements;
}

Result<std::vector<sql::Statement>> read_statements(const MigrationFile& file) {
  TRY_ASSIGN(const std::string text, read_text(file));
  return split_text(file, text);
}

}  // namespace d1mcp::migration
