#include "offers/snapshot.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

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

/// Identity, size and time of change of files.
class FileStates {
 public:
  void add(const fs::path& file) {
    std::error_code missing;
    const auto identity = identify(file);
    const auto bytes = fs::file_size(file, missing);
    if (!identity || missing) return;
    const auto changed = fs::last_write_time(file, missing);
    if (missing) return;
    newest_ = std::max(newest_.value_or(changed), changed);
    text_ += std::to_string(identity->inode) + ':' + std::to_string(bytes) + '@' +
             std::to_string(changed.time_since_epoch().count()) + ' ';
  }

  /// A -wal file. One that is empty says as little as none: a reader makes and removes one.
  void add_log(const fs::path& file) {
    std::error_code missing;
    if (fs::file_size(file, missing) == 0 || missing) return;
    add(file);
    has_log_ = true;
  }

  /// Whether readers keep nobody from writing.
  [[nodiscard]] bool have_a_log() const { return has_log_; }

  /// Whether none of them has changed for so long. What is of the future was written by a clock
  /// that goes wrong, and tells nothing.
  [[nodiscard]] bool have_rested(std::chrono::milliseconds time) const {
    if (!newest_) return true;
    const auto age = fs::file_time_type::clock::now() - *newest_;
    return age >= time || age <= -time;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::optional<fs::file_time_type> newest_;
  bool has_log_ = false;
};

FileStates files_of(const workspace::Entry& entry) {
  const workspace::Description& description = entry.description();
  const bool is_dump = description.kind == workspace::Kind::sql_dump;
  const fs::path& file = is_dump ? description.source : description.file;
  FileStates states;
  states.add(file);
  states.add_log(file.string() + "-wal");
  return states;
}

std::string state_of(const fs::path& file) {
  FileStates states;
  states.add(file);
  return states.text();
}

// A table of this name that is no history does not keep the schema from being watched.
std::string history_of(sql::Connection& reader, const workspace::Entry& entry, const Work& work) {
  const auto history = migration::read_history(reader, entry.description().migrations.table, work);
  if (!history) return history.error().message;
  std::string text;
  for (const auto& row : *history) text += row.name + '\n' + row.applied_at + '\n';
  return text;
}

}  // namespace

std::vector<std::string> Snapshot::look(workspace::Entry& entry, const Work& work) {
  Uris changed;
  look_at_database(entry, work, changed);
  look_at_folder(entry, changed);
  return {changed.begin(), changed.end()};
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
      if (object.type == "view") table.sources = names_in(object.sql);
    }
    content.history = history_of(*reader, entry, work);
    return {};
  };
  TRY(reader->read_consistently(read_all, sql::ValueSize::bounded, work));
  return content;
}

void Snapshot::look_at_database(workspace::Entry& entry, const Work& work, Uris& changed) {
  const FileStates files = files_of(entry);
  if (files_ == files.text()) return;
  if (content_ && !files.have_a_log() && !files.have_rested(rest_)) return;
  auto content = read(entry, work);
  if (!content) return;
  const auto add = [&](Part part, const std::string& name = {}) {
    changed.insert(to_uri({.database = entry.name(), .part = part, .name = name}));
  };
  if (content_) {
    if (content->tables != content_->tables) add(Part::schema);
    for (const auto& name : tables_changed(content_->tables, content->tables))
      add(Part::table, name);
    if (content->history != content_->history) add(Part::migrations);
  }
  content_ = *std::move(content);
  files_ = files.have_rested(kSettling) ? std::optional(files.text()) : std::nullopt;
}

// A table's description tells who refers to it: it changes with the foreign keys of other tables.
Snapshot::Names Snapshot::tables_changed(const Tables& before, const Tables& after) {
  Names changed;
  Names parents;
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
  changed.merge(views_of(changed, after));
  for (const auto& [name, table] : after) {
    if (parents.contains(ascii_lower(name))) changed.insert(name);
  }
  return changed;
}

// The columns of a view are those of what it reads from, which may be another view.
Snapshot::Names Snapshot::views_of(Names changed, const Tables& tables) {
  Names views;
  while (!changed.empty()) {
    const std::string source = ascii_lower(changed.extract(changed.begin()).value());
    for (const auto& [name, table] : tables) {
      if (table.sources.contains(source) && views.insert(name).second) changed.insert(name);
    }
  }
  return views;
}

// A folder that is not there has no files; nothing when it cannot be told what it holds.
std::optional<Snapshot::Folder> Snapshot::read_folder(const workspace::Entry& entry) {
  Folder files;
  const auto folder = tools::read_migrations_folder(entry);
  if (!folder && folder.error().code != ErrorCode::not_found) return std::nullopt;
  if (!folder) return files;
  for (const auto& file : folder->files) files[file.name] = state_of(file.path);
  for (const auto* names : {&folder->rollback_files, &folder->verify_files}) {
    for (const auto& name : *names) files[name] = state_of(folder->path / name);
  }
  return files;
}

void Snapshot::look_at_folder(const workspace::Entry& entry, Uris& changed) {
  auto folder = read_folder(entry);
  if (!folder) return;
  const auto add = [&](Part part, const std::string& name = {}) {
    changed.insert(to_uri({.database = entry.name(), .part = part, .name = name}));
  };
  const auto compare = [&](const Folder& some, const Folder& others) {
    for (const auto& [name, state] : some) {
      const auto other = others.find(name);
      if (other != others.end() && other->second == state) continue;
      add(Part::migration_file, name);
      if (other == others.end()) add(Part::migrations);
    }
  };
  if (folder_) {
    compare(*folder_, *folder);
    compare(*folder, *folder_);
  }
  folder_ = std::move(folder);
}

}  // namespace d1mcp::offers
