#include "tools.hpp"

namespace d1mcp::tools {

std::vector<mcp::Tool> all(const Services& services, Access access) {
  std::vector<mcp::Tool> tools = {
      list_databases(services),
      list_tables(services),
      table_info(services),
      run_query(services),
      list_migrations(services),
      check_migration(services),
      diff_schema(services),
      export_db(services),
  };
  if (access != Access::read) {
    tools.push_back(create_migration(services));
    tools.push_back(apply_migration(services));
    tools.push_back(rollback_migration(services));
    tools.push_back(restore_backup(services));
    tools.push_back(repair_history(services));
  }
  if (access == Access::write) {
    tools.push_back(execute_sql(services));
    tools.push_back(import_db(services));
  }
  return tools;
}

}  // namespace d1mcp::tools
