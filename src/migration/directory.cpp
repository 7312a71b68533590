#include "migration/directory.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>
#include <utility>

#include "core/files.hpp"
#include "d1/migration_order.hpp"
#include "migration/companion.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::migration {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestMigration = 256ULL * 1024 * 1024;

constexpr std::array kCompanions = {Companion::rollback, Companion::verify};

/// A file that belongs to a migration.
struct Pair {
  std::string name;
  Companion kind;
  std::string forward;  ///< The migration, which need not be there.
};

// What `name` is beside migrations, by its spelling; nothing for all others.
std::optional<Pair> companion_of(const std::string& name, const Names& names) {
  for (const Companion kind : kCompanions) {
    std::string forward = forward_name(name, kind, names);
    if (!forward.empty()) return Pair{.name = name, .kind = kind, .forward = std::move(forward)};
  }
  return std::nullopt;
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

// What belongs to forward files may lie one folder deeper than they do.
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

// Ties the file to its migration, or warns that there is none.
void join_to_its_migration(Directory& directory, const Pair& pair) {
  const bool undoes = pair.kind == Companion::rollback;
  const auto file = std::ranges::find(directory.files, pair.forward, &MigrationFile::name);
  if (file == directory.files.end()) {
    directory.warnings.push_back(pair.name + (undoes ? " undoes" : " verifies") +
                                 " no migration: there is no " + pair.forward);
  } else if (undoes) {
    file->rollback = pair.name;
  } else {
    file->verify = NamedFile{.name = pair.name, .path = directory.path / pair.name};
  }
}

// wrangler 4.164.0 follows no link in the folder, so that a linked file would be applied here and
// stay pending there.
void warn_of_links(Directory& directory, const Found& found, const DirectoryOptions& options) {
  for (const std::string& name : found.linked_files) {
    if (!is_forward(name, options) && !companion_of(name, found.files)) continue;
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
  std::vector<std::string> exposed;
  for (const auto* names : {&directory.rollback_files, &directory.verify_files}) {
    std::ranges::copy_if(*names, std::back_inserter(exposed), [&](const std::string& name) {
      return is_forward(name, options);
    });
  }
  if (exposed.empty()) return;
  directory.warnings.push_back("wrangler d1 migrations apply would run " + exposed.front() +
                               " as a migration; move rollback files into a sub-folder rollback/ "
                               "and verify scripts into verify/, or set \"migrations_pattern\" "
                               "to \"" +
                               directory.path.filename().string() +
                               "/+([0-9])_!(*_rollback|*_verify).sql\"");
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
  Directory directory{.path = path, .options = options};
  std::vector<Pair> pairs;
  for (const std::string& name : found.files) {
    if (name == kQueriesFile) {
      directory.queries = path / name;
    } else if (auto pair = companion_of(name, found.files)) {
      const bool undoes = pair->kind == Companion::rollback;
      (undoes ? directory.rollback_files : directory.verify_files).push_back(name);
      pairs.push_back(*std::move(pair));
    } else if (is_forward(name, options)) {
      directory.files.push_back({.name = name, .path = path / name, .rollback = std::nullopt});
    }
  }
  std::ranges::sort(directory.files, [](const MigrationFile& left, const MigrationFile& right) {
    return d1::compare_migration_names(left.name, right.name) < 0;
  });
  for (const Pair& pair : pairs) join_to_its_migration(directory, pair);
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
