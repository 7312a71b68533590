#include "cli/tool_arguments.hpp"

#include <utility>

#include "cli/operands.hpp"
#include "cli/parameters.hpp"
#include "cli/read_options.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;
using Operands = std::vector<std::string>;

// The limits of run_query; a person's screen takes more than a model's context.
constexpr std::int64_t kDefaultRows = 1000;
constexpr std::int64_t kMaxRows = 10'000;
constexpr std::int64_t kMaxResultBytes = 4'000'000;
constexpr std::int64_t kMaxTimeoutMs = 600'000;
constexpr std::int64_t kMaxSampleRows = 20;
constexpr std::int64_t kMaxSteps = 10'000;

bool looks_like_a_file(const std::string& word, const Surroundings& surroundings) {
  return word.find_first_of("./") != std::string::npos && surroundings.exists(word);
}

// Where two words are expected and the first may be left out, gives the second.
Result<std::string> take_last_operand(const CommandLine& line,
                                      const Surroundings& surroundings,
                                      ServerOptions& options) {
  const Operands& operands = line.operands();
  std::string_view what = spec_of(line.command()).operands;
  what.remove_prefix(what.rfind(' ') + 1);
  if (operands.size() > 2) return too_many(line, 2);
  if (operands.empty() || (operands.size() == 1 && looks_like_a_file(operands[0], surroundings))) {
    const std::string after = operands.empty() ? "" : " after " + in_quotes(operands[0]);
    return usage_error("the " + std::string(what) + " is missing" + after,
                       see_help_of(line.command()));
  }
  if (operands.size() == 2) options.databases = {operands[0]};
  return operands.back();
}

Status check_encoding(const std::string& name) {
  if (is_valid_utf8(name)) return {};
  return usage_error("the name is not valid UTF-8: " + in_quotes(name),
                     "check the encoding of the terminal");
}

Result<std::string> checked_sql(std::string sql, const std::string& source) {
  if (!is_valid_utf8(sql)) {
    return usage_error("the SQL " + source + " is not valid UTF-8", "convert it to UTF-8 first");
  }
  if (trimmed(sql).empty()) {
    return usage_error("the SQL " + source + " is empty", "write at least one statement");
  }
  return sql;
}

Result<std::string> sql_in(const std::string& file, const Surroundings& surroundings) {
  TRY_ASSIGN(std::string sql, surroundings.read_file(file));
  return checked_sql(std::move(sql), "in " + to_valid_utf8(file));
}

Result<std::string> read_sql(const CommandLine& line,
                             const Surroundings& surroundings,
                             ServerOptions& options) {
  if (const auto file = line.value("--file")) {
    TRY(take_databases(line, 1, options));
    return sql_in(*file, surroundings);
  }
  TRY_ASSIGN(std::string sql, take_last_operand(line, surroundings, options));
  if (sql != "-") return checked_sql(std::move(sql), "on the command line");
  TRY_ASSIGN(std::string read, surroundings.read_standard_input());
  return checked_sql(std::move(read), "on standard input");
}

Status put_parameters(const CommandLine& line, Json& arguments) {
  TRY_ASSIGN(Json parameters, read_parameters(line));
  if (!parameters.is_null()) arguments["params"] = std::move(parameters);
  return {};
}

Status put_timeout(const CommandLine& line, Json& arguments) {
  TRY_ASSIGN(const auto timeout, line.number("--timeout", 1, kMaxTimeoutMs));
  put(arguments, "timeout_ms", timeout);
  return {};
}

Result<Json> tables_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  Json arguments = Json::object();
  TRY_ASSIGN(auto pattern, line.text("--pattern"));
  put(arguments, "pattern", std::move(pattern));
  TRY_ASSIGN(auto detail, read_choice(line, "--detail", {"names", "summary", "columns"}));
  put(arguments, "detail", std::move(detail));
  return arguments;
}

Result<Json> info_arguments(const CommandLine& line,
                            const Surroundings& surroundings,
                            ServerOptions& options) {
  TRY_ASSIGN(std::string table, take_last_operand(line, surroundings, options));
  TRY(check_encoding(table));
  Json arguments = Json::object();
  arguments["table"] = std::move(table);
  TRY_ASSIGN(const auto sample, line.number("--sample", 0, kMaxSampleRows));
  put(arguments, "sample_rows", sample);
  return arguments;
}

Result<Json> query_arguments(const CommandLine& line,
                             const Surroundings& surroundings,
                             ServerOptions& options) {
  TRY_ASSIGN(const auto limit, line.number("--limit", 1, kMaxRows));
  Json arguments = Json::object();
  arguments["limit"] = limit.value_or(kDefaultRows);
  arguments["max_bytes"] = kMaxResultBytes;
  put_flag(arguments, "explain", line, "--explain");
  TRY(put_timeout(line, arguments));
  TRY(put_parameters(line, arguments));
  TRY_ASSIGN(arguments["sql"], read_sql(line, surroundings, options));
  return arguments;
}

Result<Json> execute_arguments(const CommandLine& line,
                               const Surroundings& surroundings,
                               ServerOptions& options) {
  Json arguments = Json::object();
  put_flag(arguments, "dry_run", line, "--dry-run");
  TRY(put_timeout(line, arguments));
  TRY(put_parameters(line, arguments));
  TRY_ASSIGN(arguments["statements"], read_sql(line, surroundings, options));
  return arguments;
}

Result<Json> apply_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  Json arguments = Json::object();
  TRY_ASSIGN(auto target, line.text("--target"));
  put(arguments, "target", std::move(target));
  put_flag(arguments, "dry_run", line, "--dry-run");
  return arguments;
}

Result<Json> check_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  if (line.has("--sarif") && line.has("--json")) {
    return usage_error("--sarif and --json both say how to print", "keep one of them");
  }
  Json arguments = Json::object();
  TRY_ASSIGN(auto target, line.text("--target"));
  put(arguments, "target", std::move(target));
  put_flag(arguments, "strict", line, "--strict");
  return arguments;
}

Result<Json> rollback_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  if (line.has("--steps") && line.has("--to")) {
    return usage_error("--steps and --to both say how far to go back", "keep one of them");
  }
  Json arguments = Json::object();
  TRY_ASSIGN(const auto steps, line.number("--steps", 1, kMaxSteps));
  put(arguments, "steps", steps);
  TRY_ASSIGN(auto to, line.text("--to"));
  put(arguments, "to", std::move(to));
  put_flag(arguments, "dry_run", line, "--dry-run");
  return arguments;
}

Result<Json> restore_arguments(const CommandLine& line, ServerOptions& options) {
  TRY(take_databases(line, 1, options));
  Json arguments = Json::object();
  TRY_ASSIGN(auto backup, line.text("--backup"));
  put(arguments, "backup", std::move(backup));
  put_flag(arguments, "dry_run", line, "--dry-run");
  return arguments;
}

Result<Json> new_migration_arguments(const CommandLine& line,
                                     const Surroundings& surroundings,
                                     ServerOptions& options) {
  if (line.has("--sql") && line.has("--file")) {
    return usage_error("--sql and --file both say what the migration does", "keep one of them");
  }
  Json arguments = Json::object();
  TRY_ASSIGN(std::string name, take_last_operand(line, surroundings, options));
  TRY(check_encoding(name));
  arguments["name"] = std::move(name);
  TRY_ASSIGN(auto sql, line.text("--sql"));
  if (const auto file = line.value("--file")) {
    TRY_ASSIGN(sql, sql_in(*file, surroundings));
  }
  put(arguments, "sql", std::move(sql));
  return arguments;
}

}  // namespace

Result<Json> read_tool_arguments(const CommandLine& line,
                                 const Surroundings& surroundings,
                                 ServerOptions& options) {
  switch (line.command()) {
    case Command::serve:
    case Command::databases: options.databases = line.operands(); return Json::object();
    case Command::tables: return tables_arguments(line, options);
    case Command::info: return info_arguments(line, surroundings, options);
    case Command::query: return query_arguments(line, surroundings, options);
    case Command::execute: return execute_arguments(line, surroundings, options);
    case Command::migrate_status: TRY(take_databases(line, 1, options)); return Json::object();
    case Command::migrate_check: return check_arguments(line, options);
    case Command::migrate_apply: return apply_arguments(line, options);
    case Command::migrate_rollback: return rollback_arguments(line, options);
    case Command::migrate_restore: return restore_arguments(line, options);
    case Command::migrate_diff: TRY(take_databases(line, 2, options)); return Json::object();
    case Command::migrate_baseline:
    case Command::migrate_mark:
    case Command::migrate_forget:
    case Command::migrate_repair: return repair_arguments(line, options);
    case Command::migrate_new: return new_migration_arguments(line, surroundings, options);
    case Command::export_database: return export_arguments(line, options);
    case Command::import_database: return import_arguments(line, options);
    case Command::demo: TRY(take_databases(line, 0, options)); return Json::object();
  }
  return Json::object();
}

}  // namespace d1mcp::cli
