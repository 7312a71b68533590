#include <utility>

#include "cli/operands.hpp"
#include "cli/read_options.hpp"

namespace d1mcp::cli {

using jsonrpc::Json;

Result<Json> import_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  TRY_ASSIGN(auto input, line.text("--input"));
  if (!input) {
    return usage_error("an import needs a file to read",
                       "name it with --input; - is standard input");
  }
  Json arguments = Json::object();
  put(arguments, "input", std::move(input));
  TRY_ASSIGN(auto format, read_choice(line, "--format", {"sql", "csv", "jsonl"}));
  put(arguments, "format", std::move(format));
  if (line.values("--table").size() > 1) {
    return usage_error("rows go into one table", "give --table once");
  }
  TRY_ASSIGN(auto table, line.text("--table"));
  put(arguments, "table", std::move(table));
  TRY_ASSIGN(auto on_conflict, read_choice(line, "--on-conflict", {"fail", "ignore", "replace"}));
  put(arguments, "on_conflict", std::move(on_conflict));
  TRY_ASSIGN(auto output, line.text("--output"));
  if (output && !options.databases.empty()) {
    return usage_error("--output makes a new database beside the one that is named",
                       "leave out one of them");
  }
  if (line.has("--overwrite")) {
    if (!output) return usage_error("--overwrite needs an --output to overwrite", "add --output");
    arguments["overwrite"] = true;
  }
  put(arguments, "output", std::move(output));
  put_flag(arguments, "dry_run", line, "--dry-run");
  return arguments;
}

}  // namespace d1mcp::cli
