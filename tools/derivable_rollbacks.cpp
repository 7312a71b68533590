#include "derivable_rollbacks.hpp"

#include <utility>

#include "core/text.hpp"
#include "lint/change.hpp"
#include "migration/inverse.hpp"

namespace d1mcp::tools {
namespace {

Result<migration::Definitions> live_definitions(workspace::Entry& entry, const Work& work) {
  if (!entry.exists()) return migration::Definitions();
  TRY_ASSIGN(const auto reader, entry.reader(work));
  return migration::read_definitions(*reader, work);
}

// What stands in the schema behind `statement`.
void follow(const sql::Statement& statement, migration::Definitions& definitions) {
  const lint::Change change = lint::read_change(statement.text);
  const std::string name = ascii_lower(change.object);
  if (lint::creates(change.verb)) {
    definitions.try_emplace(name, statement.text);
  } else if (change.verb == lint::Verb::rename_table) {
    auto definition = definitions.extract(name);
    if (definition.empty()) return;
    definition.key() = ascii_lower(change.new_name);
    definitions.insert(std::move(definition));
  } else if (change.verb == lint::Verb::drop_table || change.verb == lint::Verb::drop_index ||
             change.verb == lint::Verb::drop_view || change.verb == lint::Verb::drop_trigger) {
    definitions.erase(name);
  }
}

bool has_rollback(const migration::Directory& directory, const std::string& name) {
  const migration::MigrationFile* const file = migration::find_file(directory, name);
  return file == nullptr || file->rollback.has_value();
}

}  // namespace

Result<std::vector<lint::Folder::Derivable>> derivable_rollbacks(
    workspace::Entry& entry,
    const migration::Directory& directory,
    const std::vector<migration::PreparedFile>& pending,
    const Work& work) {
  std::vector<lint::Folder::Derivable> derivable;
  TRY_ASSIGN(migration::Definitions definitions, live_definitions(entry, work));
  for (const migration::PreparedFile& file : pending) {
    if (!has_rollback(directory, file.migration)) {
      migration::Inverse inverse = migration::derive_inverse(file.statements, definitions);
      if (inverse.left.empty() && !inverse.statements.empty()) {
        derivable.push_back(
            {.name = file.migration,
             .rollback = migration::rollback_place(file.migration, directory.options),
             .statements = std::move(inverse.statements)});
      }
    }
    for (const sql::Statement& statement : file.statements) follow(statement, definitions);
  }
  return derivable;
}

}  // namespace d1mcp::tools
