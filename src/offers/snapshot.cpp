#include "offers/snapshot.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "core/files.hpp"
#include "core/text.hpp"
#include "migration_state.hpp"
#include "offers/schema_objects.hpp"
#include "offers/uri.hpp"

namespace d1mcp::offers {
namespace {

namespace fs = std::filesystem;

// Two changes within one tick of the file system's clock look like one: a file that has changed so
// lately is looked at again.
constexpr std::chrono::seconds kSettling{1};

/// Size and time of change of files.
class FileStates {
 public:
  void add(const fs::path& file) {
    std::error_code missing;
    const auto bytes = fs::file_size(file, missing);
    if (missing) return;
    const auto changed = fs::last_write_time(file, missing);
    if (missing) return;
    settled_ = settled_ && fs::file_time_type::clock::now() - changed > kSettling;
    text_ += std::to_string(bytes) + '@' + std::to_string(changed.time_since_epoch().count()) + ' ';
  }

  /// A -wal file that is empty says as little as none: a reader makes and removes one.
  void add_unless_empty(const fs::path& file) {
    std::error_code missing;
    if (fs::file_size(file, missing) > 0 && !missing) add(file);
  }

  void add_identity(const fs::path& file) {
    if (const auto identity = identify(file)) text_ += std::to_string(identity->inode) + ' ';
  }

  [[nodiscard]] bool settled() const { return settled_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool settled_ = true;
};

FileStates files_of(const workspace::Entry& entry) {
  const workspace::Description& description = entry.description();
  const bool is_dump = description.kind == workspace::Kind::sql_dump;
  const fs::path& file = is_dump ? description.source : description.file;
  FileStates states;
  states.add_identity(file);
  states.add(file);
  states.add_unless_empty(file.string() + "-wal");
  return states;
}

std::string state_of(const fs::path& file) {
  FileStates states;
  states.add(file);
  return states.text();
}

bool has_history(const workspace::Entry& entry) {
  const auto& settings = entry.description().migrations;
  std::error_code ignored;
  return !settings.problem && fs::is_directory(settings.directory, ignored);
}

}  // namespace

std::vector<std::string> Snapshot::look(workspace::Entry& entry, const Work& work) {
  std::vector<std::string> changed;
  look_at_database(entry, work, changed);
  look_at_folder(entry, changed);
  if (std::exchange(first_, false)) return {};
  std::ranges::sort(changed);
  const auto twice = std::ranges::unique(changed);
  changed.erase(twice.begin(), twice.end());
  return changed;
}

Result<Snapshot::Content> Snapshot::read(workspace::Entry& entry, const Work& work) {
  Content content;
  if (!entry.exists()) return content;
  TRY_ASSIGN(const auto reader, entry.passing_reader(work));
  const auto read_all = [&]() -> Status {
    TRY_ASSIGN(const auto objects, read_schema_objects(*reader, work));
    for (const SchemaObject& object : objects) {
      Table& table = content.tables[object.table];
      table.definitions += object.type + ' ' + object.name + '\n' + object.sql + '\n';
      if (object.type == "table") table.parents = referenced_tables(object.sql);
    }
    if (!has_history(entry)) return {};
    TRY_ASSIGN(const auto history,
               migration::read_history(*reader, entry.description().migrations.table, work));
    for (const auto& row : history) content.history += row.name + '\n' + row.applied_at + '\n';
    return {};
  };
  TRY(reader->read_consistently(read_all, sql::ValueSize::bounded, work));
  return content;
}

void Snapshot::look_at_database(workspace::Entry& entry,
                                const Work& work,
                                std::vector<std::string>& changed) {
  const FileStates files = files_of(entry);
  if (!first_ && files.text() == files_) return;
  auto content = read(entry, work);
  if (!content) return;
  const auto add = [&](Part part, const std::string& name = {}) {
    changed.push_back(to_uri({.database = entry.name(), .part = part, .name = name}));
  };
  if (content->tables != content_.tables) add(Part::schema);
  for (const auto& name : tables_changed(content_.tables, content->tables)) add(Part::table, name);
  if (content->history != content_.history) add(Part::migrations);
  content_ = *std::move(content);
  files_ = files.settled() ? files.text() : std::string();
}

// A table's description tells who refers to it: it changes with the foreign keys of other tables.
std::set<std::string> Snapshot::tables_changed(const Tables& before, const Tables& after) {
  std::set<std::string> changed;
  std::set<std::string> parents;
  const auto compare = [&](const Tables& some, const Tables& others) {
    for (const auto& [name, table] : some) {
      const auto other = others.find(name);
      if (other != others.end() && other->second == table) continue;
      changed.insert(name);
      parents.insert(table.parents.begin(), table.parents.end());
    }
  };
  compare(before, after);
  compare(after, before);
  for (const auto& [name, table] : after) {
    if (parents.contains(ascii_lower(name))) changed.insert(name);
  }
  return changed;
}

// The folder of a database that cannot be used is none of its own.
Snapshot::Folder Snapshot::read_folder(const workspace::Entry& entry) {
  Folder files;
  const auto folder = tools::read_migrations_folder(entry);
  if (!folder) return files;
  for (const auto& file : folder->files) files[file.name] = state_of(file.path);
  for (const auto& name : folder->rollback_files) files[name] = state_of(folder->path / name);
  return files;
}

void Snapshot::look_at_folder(const workspace::Entry& entry, std::vector<std::string>& changed) {
  Folder folder = read_folder(entry);
  const auto compare = [&](const Folder& some, const Folder& others) {
    for (const auto& [name, state] : some) {
      const auto other = others.find(name);
      if (other != others.end() && other->second == state) continue;
      changed.push_back(
          to_uri({.database = entry.name(), .part = Part::migration_file, .name = name}));
      if (other == others.end()) {
        changed.push_back(to_uri({.database = entry.name(), .part = Part::migrations}));
      }
    }
  };
  compare(folder_, folder);
  compare(folder, folder_);
  folder_ = std::move(folder);
}

}  // namespace d1mcp::offers
