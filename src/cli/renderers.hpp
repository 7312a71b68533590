#pragma once

#include <string>

#include "cli/style.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

// One function for each tool's result; the shapes are in schemas/<tool>.json.

std::string render_databases(const jsonrpc::Json& result, const Style& style);
std::string render_tables(const jsonrpc::Json& result, const Style& style);
std::string render_table_info(const jsonrpc::Json& result, const Style& style);
std::string render_query(const jsonrpc::Json& result, const Style& style);
std::string render_execution(const jsonrpc::Json& result, const Style& style);
std::string render_migrations(const jsonrpc::Json& result, const Style& style);
std::string render_findings(const jsonrpc::Json& result, const Style& style);
std::string render_applied(const jsonrpc::Json& result, const Style& style);
std::string render_rolled_back(const jsonrpc::Json& result, const Style& style);
std::string render_new_migration(const jsonrpc::Json& result, const Style& style);
std::string render_schema_differences(const jsonrpc::Json& result, const Style& style);
std::string render_repair(const jsonrpc::Json& result, const Style& style);
std::string render_restored(const jsonrpc::Json& result, const Style& style);
std::string render_export(const jsonrpc::Json& result, const Style& style);
std::string render_import(const jsonrpc::Json& result, const Style& style);

/// The findings alone, those of files below `directory`.
std::string findings_lines(const jsonrpc::Json& findings,
                           const std::string& directory,
                           const Style& style);

}  // namespace d1mcp::cli
