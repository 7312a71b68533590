#include <utility>

#include "cli/operands.hpp"
#include "cli/read_options.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

Result<Json> exported_tables(const CommandLine& line, const std::string& format) {
  Json names = Json::array();
  for (const std::string& table : line.values("--table")) {
    if (table.empty() || !is_valid_utf8(table)) {
      return usage_error("--table " + in_quotes(table) + " is not the name of a table",
                         "d1-mcp tables lists them");
    }
    names.push_back(table);
  }
  const bool one_table = format == "csv" || format == "jsonl";
  if (one_table && names.size() != 1) {
    return usage_error("--format " + format + " writes exactly one table",
                       "name it with --table; a whole database goes into sql or sqlite");
  }
  return names;
}

Status put_output(const CommandLine& line, Json& arguments) {
  TRY_ASSIGN(auto output, line.text("--output"));
  if (line.has("--overwrite")) {
    if (!output) return usage_error("--overwrite needs an --output to overwrite", "add --output");
    arguments["overwrite"] = true;
  }
  put(arguments, "output", std::move(output));
  put_flag(arguments, "verify", line, "--verify");
  return {};
}

// Standard output cannot be taken back when the proof fails.
Status check_verify(const CommandLine& line, const std::string& format) {
  if (!line.has("--verify")) return {};
  if (!line.has("--output")) {
    return usage_error("--verify reads back a file", "name it with --output");
  }
  if (format == "csv" || format == "jsonl") {
    return usage_error(
        "--format " + format + " holds rows of one table only: no database to verify",
        "leave out --verify, or use --format sql or sqlite");
  }
  if (line.has("--no-schema")) {
    return usage_error("--no-schema leaves no database to verify", "leave out --verify");
  }
  return {};
}

// What the formats cannot do, in the words of the command line.
Status check_export(const CommandLine& line, const std::string& format) {
  const bool no_schema = line.has("--no-schema");
  const bool no_data = line.has("--no-data");
  if (no_schema && no_data) {
    return usage_error("--no-schema and --no-data together leave nothing to export",
                       "leave one of them out");
  }
  if (format == "sqlite" && (no_schema || no_data || line.has("--table"))) {
    return usage_error("--format sqlite copies the whole database",
                       "leave out --table, --no-schema and --no-data, or use --format sql");
  }
  if (format == "sqlite" && !line.has("--output")) {
    return usage_error("--format sqlite writes a file", "name it with --output");
  }
  if ((format == "csv" || format == "jsonl") && no_data) {
    return usage_error("--format " + format + " writes rows and nothing else",
                       "leave out --no-data");
  }
  return check_verify(line, format);
}

}  // namespace

Result<Json> export_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  TRY_ASSIGN(auto format, read_choice(line, "--format", {"sql", "sqlite", "csv", "jsonl"}));
  TRY(check_export(line, format.value_or("sql")));
  TRY_ASSIGN(Json names, exported_tables(line, format.value_or("sql")));
  Json arguments = Json::object();
  put(arguments, "format", std::move(format));
  if (!names.empty()) arguments["tables"] = std::move(names);
  if (line.has("--no-schema")) arguments["schema"] = false;
  if (line.has("--no-data")) arguments["data"] = false;
  TRY(put_output(line, arguments));
  return arguments;
}

}  // namespace d1mcp::cli
