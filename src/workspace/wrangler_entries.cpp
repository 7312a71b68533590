#include "workspace/wrangler_entries.hpp"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "core/text.hpp"
#include "wrangler/config.hpp"
#include "wrangler/find_config.hpp"
#include "wrangler/local_state.hpp"
#include "wrangler/migration_files.hpp"

namespace d1mcp::workspace {
namespace {

namespace fs = std::filesystem;

struct Located {
  fs::path path;
  std::vector<std::string> notes;
};

Result<std::optional<Located>> locate(const fs::path& directory, const Request& request) {
  if (request.config)
    return std::optional<Located>(
        {.path = request.working_directory / *request.config, .notes = {}});
  TRY_ASSIGN(const auto found, wrangler::find_config(directory));
  if (!found) return std::optional<Located>();
  Located located{.path = found->path, .notes = {}};
  for (const fs::path& ignored : found->ignored) {
    located.notes.push_back("wrangler reads " + found->path.string() + " and ignores " +
                            ignored.string());
  }
  return std::optional<Located>(std::move(located));
}

MigrationSettings migrations_of(const wrangler::Config& config,
                                const wrangler::D1Entry& entry,
                                const Request& request) {
  MigrationSettings settings;
  settings.table = entry.migrations_table;
  if (request.migrations_directory) {
    settings.directory = request.working_directory / *request.migrations_directory;
    return settings;
  }
  auto files = wrangler::migration_files(config, entry);
  if (!files) {
    settings.directory = config.path.parent_path() / entry.migrations_dir.value_or("migrations");
    settings.problem = std::move(files).error();
    return settings;
  }
  settings.directory = files->directory;
  settings.matches = [pattern = files->pattern](std::string_view name) {
    return pattern.matches(name);
  };
  return settings;
}

fs::path state_directory(const wrangler::Config& config, const Request& request) {
  return request.persist_to
             ? wrangler::persist_directory(request.working_directory, *request.persist_to)
             : wrangler::default_persist_directory(config.path);
}

Description describe_entry(const wrangler::Config& config,
                           const wrangler::D1Entry& entry,
                           const Request& request) {
  Description description;
  description.name = entry.display_name();
  description.binding = entry.binding;
  description.kind = Kind::wrangler;
  description.source = config.path;
  description.file = wrangler::local_database_file(state_directory(config, request), entry);
  description.dialect = request.dialect.value_or(d1::Dialect::d1_local);
  description.migrations = migrations_of(config, entry, request);
  description.backups = config.path.parent_path() / ".wrangler" / "d1-mcp" / "backups";
  description.notes.push_back("binding " + entry.binding + " of " + config.path.string() +
                              "; this is wrangler's local database, not the one at Cloudflare");
  return description;
}

// The Vite plugin leaves this beside the configuration; it sends `wrangler deploy` to another one.
std::vector<std::string> redirect_notes(const wrangler::Config& config) {
  const fs::path redirect = config.path.parent_path() / ".wrangler" / "deploy" / "config.json";
  std::error_code ignored;
  if (!fs::exists(redirect, ignored)) return {};
  return {redirect.string() +
          " sends wrangler deploy to another configuration; the d1 commands and "
          "this program read " +
          config.path.string()};
}

// What an id that was changed leaves behind, which people take for lost.
Result<std::optional<std::string>> strays_note(const std::vector<Description>& descriptions,
                                               const fs::path& state) {
  TRY_ASSIGN(std::vector<fs::path> files, wrangler::find_local_databases(state));
  std::erase_if(files, [&](const fs::path& file) {
    return std::ranges::find(descriptions, file, &Description::file) != descriptions.end();
  });
  if (files.empty()) return std::optional<std::string>();
  std::vector<std::string> names;
  for (const fs::path& file : files) names.push_back(file.filename().string());
  return std::optional<std::string>(
      "no database of this configuration has " + join(names, ", ") + " in " +
      wrangler::local_database_directory(state).string() +
      ": another environment's, or what a database held before its id was changed");
}

// Where a database's own file is missing, or else once, at the first database.
void add_strays_note(std::vector<Description>& descriptions, const std::string& note) {
  bool is_told = false;
  for (Description& description : descriptions) {
    std::error_code ignored;
    if (fs::exists(description.file, ignored)) continue;
    description.notes.push_back(note);
    is_told = true;
  }
  if (!is_told) descriptions.front().notes.push_back(note);
}

}  // namespace

Result<std::vector<std::unique_ptr<Entry>>> wrangler_entries(const fs::path& directory,
                                                             const Request& request) {
  std::vector<std::unique_ptr<Entry>> entries;
  TRY_ASSIGN(const auto located, locate(directory, request));
  if (!located) return entries;
  TRY_ASSIGN(const wrangler::Config config,
             wrangler::read_config(located->path, request.environment));
  std::vector<Description> descriptions;
  for (const wrangler::D1Entry& entry : config.databases) {
    Description& description = descriptions.emplace_back(describe_entry(config, entry, request));
    for (const auto& more : {located->notes, redirect_notes(config), config.warnings})
      description.notes.insert(description.notes.end(), more.begin(), more.end());
  }
  if (descriptions.empty()) return entries;
  TRY_ASSIGN(const auto strays, strays_note(descriptions, state_directory(config, request)));
  if (strays) add_strays_note(descriptions, *strays);
  for (Description& description : descriptions)
    entries.push_back(std::make_unique<Entry>(std::move(description)));
  return entries;
}

}  // namespace d1mcp::workspace
