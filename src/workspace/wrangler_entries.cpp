#include "workspace/wrangler_entries.hpp"

#include <utility>

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

Description describe_entry(const wrangler::Config& config,
                           const wrangler::D1Entry& entry,
                           const Request& request) {
  const fs::path state = request.persist_to ? wrangler::persist_directory(request.working_directory,
                                                                          *request.persist_to)
                                            : wrangler::default_persist_directory(config.path);
  Description description;
  description.name = entry.display_name();
  description.binding = entry.binding;
  description.kind = Kind::wrangler;
  description.source = config.path;
  description.file = wrangler::local_database_file(state, entry);
  description.dialect = request.dialect.value_or(d1::Dialect::d1_local);
  description.migrations = migrations_of(config, entry, request);
  description.backups = config.path.parent_path() / ".wrangler" / "d1-mcp" / "backups";
  description.notes.push_back("binding " + entry.binding + " of " + config.path.string() +
                              "; this is wrangler's local database, not the one at Cloudflare");
  return description;
}

}  // namespace

Result<std::vector<std::unique_ptr<Entry>>> wrangler_entries(const fs::path& directory,
                                                             const Request& request) {
  std::vector<std::unique_ptr<Entry>> entries;
  TRY_ASSIGN(const auto located, locate(directory, request));
  if (!located) return entries;
  TRY_ASSIGN(const wrangler::Config config,
             wrangler::read_config(located->path, request.environment));
  for (const wrangler::D1Entry& entry : config.databases) {
    Description description = describe_entry(config, entry, request);
    description.notes.insert(description.notes.end(), located->notes.begin(), located->notes.end());
    description.notes.insert(
        description.notes.end(), config.warnings.begin(), config.warnings.end());
    entries.push_back(std::make_unique<Entry>(std::move(description)));
  }
  return entries;
}

}  // namespace d1mcp::workspace
