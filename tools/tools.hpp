#pragma once

#include <vector>

#include "core/access.hpp"
#include "mcp/tool.hpp"
#include "workspace/catalog.hpp"
#include "workspace/output_policy.hpp"

namespace d1mcp::tools {

/// What the tools need from the rest of the program. Outlives them.
struct Services {
  workspace::Catalog& catalog;
  const workspace::OutputPolicy& outputs;
};

mcp::Tool list_databases(const Services& services);
mcp::Tool list_tables(const Services& services);
mcp::Tool table_info(const Services& services);
mcp::Tool run_query(const Services& services);
mcp::Tool list_migrations(const Services& services);
mcp::Tool apply_migration(const Services& services);
mcp::Tool export_db(const Services& services);
mcp::Tool execute_sql(const Services& services);

/// The tools of an access level, in the order `tools/list` reports them.
std::vector<mcp::Tool> all(const Services& services, Access access);

}  // namespace d1mcp::tools
