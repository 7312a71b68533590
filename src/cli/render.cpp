#include "cli/render.hpp"

#include <algorithm>
#include <array>

#include "cli/renderers.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

struct Renderer {
  std::string_view tool;
  std::string (*render)(const Json&, const Style&);
};

constexpr std::array kRenderers = {
    Renderer{"list_databases", render_databases},
    Renderer{"list_tables", render_tables},
    Renderer{"table_info", render_table_info},
    Renderer{"run_query", render_query},
    Renderer{"execute_sql", render_execution},
    Renderer{"list_migrations", render_migrations},
    Renderer{"check_migration", render_findings},
    Renderer{"diff_schema", render_schema_differences},
    Renderer{"apply_migration", render_applied},
    Renderer{"rollback_migration", render_rolled_back},
    Renderer{"repair_history", render_repair},
    Renderer{"restore_backup", render_restored},
    Renderer{"create_migration", render_new_migration},
    Renderer{"export_db", render_export},
    Renderer{"import_db", render_import},
};

}  // namespace

std::string render(std::string_view tool, const Json& structured, const Style& style) {
  const auto found = std::ranges::find(kRenderers, tool, &Renderer::tool);
  if (found == kRenderers.end() || !structured.is_object()) return render_json(structured);
  return found->render(structured, style);
}

std::string render_json(const Json& structured) {
  return structured.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

}  // namespace d1mcp::cli
