#include <utility>

#include "cli/operands.hpp"
#include "cli/read_options.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

bool holds_rows(const std::string& format) {
  return format == "csv" || format == "jsonl";
}

Result<Json> exported_tables(const CommandLine& line, const std::string& format) {
  Json names = Json::array();
  for (const std::string& table : line.values("--table")) {
    if (table.empty() || !is_valid_utf8(table)) {
      return usage_error("--table " + in_quotes(table) + " is not the name of a table",
                         "d1-mcp tables lists them");
    }
    names.push_back(table);
  }
  const std::size_t sources = names.size() + (line.has("--sql") ? 1 : 0);
  if (holds_rows(format) && sources != 1) {
    return usage_error("--format " + format + " writes exactly one table or query",
                       "name it with --table or --sql; a whole database goes into sql or sqlite");
  }
  return names;
}

Status put_sql(const CommandLine& line, const std::string& format, Json& arguments) {
  TRY_ASSIGN(auto sql, line.text("--sql"));
  if (sql && !holds_rows(format)) {
    return usage_error("--sql gives rows, which --format " + format + " does not write",
                       "use --format csv or jsonl");
  }
  put(arguments, "sql", std::move(sql));
  return {};
}

Status put_output(const CommandLine& line, Json& arguments) {
  TRY_ASSIGN(auto output, line.text("--output"));
  if (line.has("--overwrite")) {
    if (!output) return usage_error("--overwrite needs an --output to overwrite", "add --output");
    arguments["overwrite"] = true;
  }
  put(arguments, "output", std::move(output));
  put_flag(arguments, "verify", line, "--verify");
  put_flag(arguments, "check", line, "--check");
  return {};
}

// Standard output cannot be taken back when the proof fails.
Status check_verify(const CommandLine& line, const std::string& format) {
  if (!line.has("--verify")) return {};
  if (!line.has("--output")) {
    return usage_error("--verify reads back a file", "name it with --output");
  }
  if (holds_rows(format)) {
    return usage_error("--format " + format + " holds rows only: no database to verify",
                       "leave out --verify, or use --format sql or sqlite");
  }
  if (format == "types") {
    return usage_error("--format types holds no database to verify",
                       "compare a file written before with --check");
  }
  if (line.has("--no-schema")) {
    return usage_error("--no-schema leaves no database to verify", "leave out --verify");
  }
  return {};
}

Status check_check(const CommandLine& line, const std::string& format) {
  if (!line.has("--check")) return {};
  if (format != "types") {
    return usage_error("--check compares a file of types",
                       "add --format types, or use --verify with sql and sqlite");
  }
  if (!line.has("--output")) {
    return usage_error("--check compares a file", "name it with --output");
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
  if (holds_rows(format) && no_data) {
    return usage_error("--format " + format + " writes rows and nothing else",
                       "leave out --no-data");
  }
  if (format == "types" && (no_schema || no_data)) {
    return usage_error("--format types writes neither definitions nor rows",
                       "leave out --no-schema and --no-data");
  }
  TRY(check_check(line, format));
  return check_verify(line, format);
}

}  // namespace

Result<Json> export_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  TRY_ASSIGN(auto format,
             read_choice(line, "--format", {"sql", "sqlite", "csv", "jsonl", "types"}));
  TRY(check_export(line, format.value_or("sql")));
  TRY_ASSIGN(Json names, exported_tables(line, format.value_or("sql")));
  Json arguments = Json::object();
  put(arguments, "format", std::move(format));
  if (!names.empty()) arguments["tables"] = std::move(names);
  TRY(put_sql(line, arguments.value("format", "sql"), arguments));
  if (line.has("--no-schema")) arguments["schema"] = false;
  if (line.has("--no-data")) arguments["data"] = false;
  TRY(put_output(line, arguments));
  return arguments;
}

}  // namespace d1mcp::cli
