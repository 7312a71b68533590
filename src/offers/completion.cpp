#include "offers/completion.hpp"

#include <algorithm>

#include "arguments.hpp"
#include "core/text.hpp"
#include "migration_state.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::offers {
namespace {

using Names = std::vector<std::string>;

Names databases(const workspace::Catalog& catalog) {
  Names names;
  for (const auto& entry : catalog.entries()) names.push_back(entry->name());
  return names;
}

Result<Names> tables(workspace::Entry& entry, const Work& work) {
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(const auto found, sql::list_tables(*reader, sql::Visibility::user, work));
  Names names;
  for (const sql::TableSummary& table : found) names.push_back(table.name);
  return names;
}

Result<Names> migration_files(const workspace::Entry& entry) {
  TRY_ASSIGN(const migration::Directory folder, tools::read_migrations_folder(entry));
  Names names;
  for (const migration::MigrationFile& file : folder.files) names.push_back(file.name);
  std::ranges::reverse(names);
  names.insert(names.end(), folder.rollback_files.begin(), folder.rollback_files.end());
  names.insert(names.end(), folder.verify_files.begin(), folder.verify_files.end());
  return names;
}

// Where it cannot be told which database is meant nothing can be said.
Result<Names> all_names(const tools::Services& services,
                        const mcp::CompletionQuery& query,
                        const Work& work) {
  if (query.argument == "database") return databases(services.catalog);
  const mcp::Json* settled =
      query.others.contains("database") ? &query.others.at("database") : nullptr;
  if (settled != nullptr && !settled->is_string()) return Names();
  const auto entry = services.catalog.find(tools::text_argument(query.others, "database"));
  if (!entry) return Names();
  if (query.argument == "table") return tables(**entry, work);
  if (query.argument == "file") return migration_files(**entry);
  return Names();
}

}  // namespace

mcp::Completer completer(const tools::Services& services) {
  return [services](const mcp::CompletionQuery& query,
                    const mcp::CallContext& context) -> Result<Names> {
    auto all = all_names(services, query, context.work);
    if (!all && all.error().code == ErrorCode::not_found) return Names();  // Nothing is there yet.
    TRY_ASSIGN(Names names, std::move(all));
    const std::string begun = ascii_lower(query.value);
    std::erase_if(names, [&](const std::string& name) {
      return !is_valid_utf8(name) || !ascii_lower(name).starts_with(begun);
    });
    return names;
  };
}

}  // namespace d1mcp::offers
