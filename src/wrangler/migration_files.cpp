#include "wrangler/migration_files.hpp"

#include <algorithm>
#include <string_view>

namespace d1mcp::wrangler {
namespace {

namespace fs = std::filesystem;

// "./a//b/../c/" is "a/c", and nothing is ".".
std::string normalized(std::string text) {
  std::ranges::replace(text, '\\', '/');
  std::string normal = fs::path(text).lexically_normal().generic_string();
  if (normal.ends_with('/')) normal.pop_back();
  return normal.empty() ? "." : normal;
}

Error pattern_without_directory(const D1Entry& entry) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "the database " + entry.display_name() +
                          " has a migrations_pattern but no migrations_dir",
               .hint = "add a migrations_dir; the pattern has to begin with it",
               .place = entry.place};
}

Error pattern_outside(const D1Entry& entry, const std::string& directory) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "the migrations_pattern \"" + *entry.migrations_pattern +
                          "\" does not begin with the migrations_dir \"" + directory + "/\"",
               .hint = "write \"" + directory + "/*.sql\", or change migrations_dir",
               .place = entry.place};
}

// The pattern as seen from the directory.
Result<std::string> relative_pattern(const D1Entry& entry, const std::string& directory) {
  if (!entry.migrations_pattern) return std::string("*.sql");
  if (!entry.migrations_dir) return pattern_without_directory(entry);
  const std::string pattern = normalized(*entry.migrations_pattern);
  if (directory == ".") return pattern;
  if (!pattern.starts_with(directory + "/")) return pattern_outside(entry, directory);
  return pattern.substr(directory.size() + 1);
}

std::string negation_warning(const D1Entry& entry, const std::string& pattern) {
  return "wrangler reads the migrations_pattern of " + entry.display_name() + " (\"" + pattern +
         "\" below migrations_dir) as everything but \"" + pattern.substr(1) +
         "\": rollbacks, notes and hidden files in all folders count as migrations; put something "
         "before the !, as in +([0-9])_!(*_rollback).sql";
}

}  // namespace

Result<MigrationFiles> migration_files(const Config& config, const D1Entry& entry) {
  const std::string directory = normalized(entry.migrations_dir.value_or("migrations"));
  TRY_ASSIGN(const std::string text, relative_pattern(entry, directory));
  auto pattern = Glob::parse(text);
  if (!pattern) {
    return std::move(pattern).error().while_doing("migrations_pattern").at(entry.place);
  }
  MigrationFiles files{.directory = (config.path.parent_path() / directory).lexically_normal(),
                       .pattern_text = text,
                       .pattern = *std::move(pattern),
                       .warnings = {}};
  if (!files.directory.has_filename()) files.directory = files.directory.parent_path();
  if (files.pattern.is_negated()) files.warnings.push_back(negation_warning(entry, text));
  return files;
}

}  // namespace d1mcp::wrangler
