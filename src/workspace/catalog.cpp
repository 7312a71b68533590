#include "workspace/catalog.hpp"

#include <algorithm>
#include <system_error>

#include "core/text.hpp"
#include "workspace/recognise.hpp"
#include "workspace/settings.hpp"
#include "workspace/wrangler_entries.hpp"
#include "wrangler/local_state.hpp"

namespace d1mcp::workspace {
namespace {

namespace fs = std::filesystem;

using Entries = std::vector<std::unique_ptr<Entry>>;

Entries one(std::unique_ptr<Entry> entry) {
  Entries entries;
  entries.push_back(std::move(entry));
  return entries;
}

// Without a slash at its end, so that a folder has a name as well.
fs::path path_of(const std::string& argument, const Request& request) {
  const fs::path path = (request.working_directory / argument).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

Description describe_file(const fs::path& path, Kind kind, const Request& request) {
  Description description;
  description.name = path.stem().string().empty() ? path.filename().string() : path.stem().string();
  description.kind = kind;
  description.source = path;
  description.dialect = request.dialect.value_or(kind == Kind::sql_dump ? d1::Dialect::d1_local
                                                                        : d1::Dialect::sqlite);
  if (kind == Kind::sqlite_file) description.file = path;
  if (kind == Kind::sqlite_file && wrangler::is_d1_file_name(path.filename().string())) {
    description.dialect = request.dialect.value_or(d1::Dialect::d1_local);
    description.notes.emplace_back(
        "wrangler keeps a local database in this file; name the project's folder instead to use it "
        "by its binding, with its migrations");
  }
  if (path.filename() == "metadata.sqlite") {
    description.notes.emplace_back(
        "beside wrangler's local databases this is workerd's own list of alarms, and no database "
        "of "
        "yours");
  }
  description.migrations.directory = migrations_directory(path.parent_path(), request);
  description.backups = path.parent_path() / ".d1-mcp" / "backups";
  if (kind == Kind::sql_dump) {
    description.notes.push_back(
        "this file is a SQL dump; it is loaded into a private database, read from there, and "
        "cannot be written to");
  }
  return description;
}

// A name that is no file may be a database of the wrangler project the server was started in.
Result<Entries> entries_of_name(const std::string& argument,
                                const fs::path& path,
                                const Request& request) {
  TRY_ASSIGN(auto configured, wrangler_entries(request.working_directory, request));
  std::erase_if(configured, [&](const std::unique_ptr<Entry>& entry) {
    return entry->name() != argument && entry->description().binding != argument;
  });
  if (!configured.empty()) return configured;
  // Not there yet is not an error here: the file may come, and each call says that it is missing.
  return one(std::make_unique<Entry>(describe_file(path, Kind::sqlite_file, request)));
}

Result<Entries> entries_of(const std::string& argument, const Request& request) {
  const fs::path path = path_of(argument, request);
  TRY_ASSIGN(const Found found, recognise(path));
  switch (found) {
    case Found::sqlite_file:
      return one(std::make_unique<Entry>(describe_file(path, Kind::sqlite_file, request)));
    case Found::sql_dump:
      return one(std::make_unique<Entry>(describe_file(path, Kind::sql_dump, request)));
    case Found::directory: return wrangler_entries(path, request);
    case Found::nothing: return entries_of_name(argument, path, request);
  }
  return Entries{};
}

// What cannot be used keeps its place in the list and says why.
Entries entries_or_reason(const std::string& argument, const Request& request) {
  auto entries = entries_of(argument, request);
  if (entries && !entries->empty()) return std::move(entries).value();
  const fs::path path = path_of(argument, request);
  Error reason =
      entries
          ? Error{.code = ErrorCode::not_found,
                  .message = path.string() + " has no wrangler configuration with d1_databases",
                  .hint =
                      "name a database file, or the directory of a wrangler.json, .jsonc or .toml",
                  .place = {}}
          : std::move(entries).error();
  return one(
      std::make_unique<Entry>(describe_file(path, Kind::sqlite_file, request), std::move(reason)));
}

// "app", "app-2", "app-3": two files of one stem in different folders are both reachable.
std::string free_name(const std::string& wanted, const std::vector<std::string>& taken) {
  std::string name = wanted;
  for (int count = 2; std::ranges::find(taken, name) != taken.end(); ++count) {
    name = wanted + "-" + std::to_string(count);
  }
  return name;
}

std::unique_ptr<Entry> renamed(std::unique_ptr<Entry> entry, const std::string& name) {
  if (entry->name() == name) return entry;
  Description description = entry->description();
  description.name = name;
  if (entry->problem()) return std::make_unique<Entry>(std::move(description), *entry->problem());
  return std::make_unique<Entry>(std::move(description));
}

}  // namespace

Result<Catalog> Catalog::build(const Request& request) {
  Catalog catalog;
  for (const auto& [name, path] : request.named) {
    for (auto& entry : entries_or_reason(path, request))
      TRY(catalog.add(renamed(std::move(entry), name)));
  }
  for (const std::string& argument : request.databases) {
    for (auto& entry : entries_or_reason(argument, request)) {
      const std::string name = free_name(entry->name(), catalog.names());
      TRY(catalog.add(renamed(std::move(entry), name)));
    }
  }
  if (!request.named.empty() || !request.databases.empty()) return catalog;
  auto found = wrangler_entries(request.working_directory, request);
  if (!found) {
    catalog.problem_ = std::move(found).error();
    return catalog;
  }
  for (auto& entry : *found) {
    const std::string name = free_name(entry->name(), catalog.names());
    TRY(catalog.add(renamed(std::move(entry), name)));
  }
  if (catalog.entries_.empty()) {
    catalog.problem_ =
        Error{.code = ErrorCode::not_found,
              .message =
                  "no database: none was named, and there is no wrangler configuration with "
                  "d1_databases in " +
                  request.working_directory.string() + " or above it",
              .hint = "start the server with a database file, a SQL dump or a project directory",
              .place = {}};
  }
  return catalog;
}

Status Catalog::add(std::unique_ptr<Entry> entry) {
  const auto taken = names();
  if (std::ranges::find(taken, entry->name()) != taken.end()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "two databases are called " + entry->name(),
                 .hint = "give each its own name with --name NAME=PATH",
                 .place = {}};
  }
  entries_.push_back(std::move(entry));
  return {};
}

std::vector<std::string> Catalog::names() const {
  std::vector<std::string> names;
  for (const auto& entry : entries_) names.push_back(entry->name());
  return names;
}

Result<Entry*> Catalog::find(std::string_view name) const {
  if (problem_) return *problem_;
  if (name.empty() && entries_.size() == 1) return entries_.front().get();
  const auto known = names();
  if (name.empty()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "there are several databases; say which one",
                 .hint = "database is one of " + join(known, ", "),
                 .place = {}};
  }
  for (const auto& entry : entries_) {
    if (entry->name() == name) return entry.get();
  }
  for (const auto& entry : entries_) {
    if (entry->description().binding == name) return entry.get();
  }
  const std::string near = did_you_mean(name, known);
  return Error{.code = ErrorCode::not_found,
               .message = "no database is called " + std::string(name),
               .hint = near.empty() ? "known are " + join(known, ", ") : near,
               .place = {}};
}

}  // namespace d1mcp::workspace
