#pragma once

#include <vector>

#include "core/access.hpp"
#include "mcp/tool.hpp"
#include "workspace/catalog.hpp"
#include "workspace/output_policy.hpp"

namespace d1mcp::tools {

/// Whether calls that lose tables, columns or many rows need the word of a person first: they do
/// where an assistant calls, unless the operator allows them (--allow-loss); at a shell the person
/// has spoken.
enum class Losses { need_approval, allowed };

/// How migrations are applied: each in a transaction of its own, so that those before one that
/// fails stay, or all that are pending in one (--single-transaction).
enum class Transactions { one_a_file, one_for_all };

/// What the tools need from the rest of the program. Outlives them.
struct Services {
  workspace::Catalog& catalog;
  const workspace::OutputPolicy& outputs;
  Losses losses = Losses::need_approval;
  Transactions transactions = Transactions::one_a_file;
};

mcp::Tool list_databases(const Services& services);
mcp::Tool list_tables(const Services& services);
mcp::Tool table_info(const Services& services);
mcp::Tool run_query(const Services& services);
mcp::Tool list_migrations(const Services& services);
mcp::Tool check_migration(const Services& services);
mcp::Tool diff_schema(const Services& services);
mcp::Tool apply_migration(const Services& services);
mcp::Tool rollback_migration(const Services& services);
mcp::Tool create_migration(const Services& services);
mcp::Tool restore_backup(const Services& services);
mcp::Tool repair_history(const Services& services);
mcp::Tool export_db(const Services& services);
mcp::Tool execute_sql(const Services& services);
mcp::Tool import_db(const Services& services);

/// The tools of an access level, in the order `tools/list` reports them.
std::vector<mcp::Tool> all(const Services& services, Access access);

}  // namespace d1mcp::tools
