#include "cli/operands.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

const char* action_of(Command command) {
  if (command == Command::migrate_baseline) return "baseline";
  if (command == Command::migrate_mark) return "mark_applied";
  return command == Command::migrate_forget ? "forget" : "restamp";
}

// The file is the last word, also where a file of that name lies in the working directory.
Result<std::string> take_migration(const CommandLine& line, ServerOptions& options) {
  const auto& operands = line.operands();
  if (operands.size() > 2) return too_many(line, 2);
  if (operands.empty()) {
    return usage_error("the name or number of a migration is missing", see_help_of(line.command()));
  }
  if (operands.size() == 2) options.databases = {operands[0]};
  if (is_valid_utf8(operands.back())) return operands.back();
  return usage_error("the name is not valid UTF-8: " + in_quotes(operands.back()),
                     "check the encoding of the terminal");
}

}  // namespace

Result<Json> repair_arguments(const CommandLine& line, ServerOptions& options) {
  Json arguments = {{"action", action_of(line.command())}};
  const bool is_about_one =
      line.command() == Command::migrate_mark || line.command() == Command::migrate_forget;
  if (is_about_one) {
    TRY_ASSIGN(arguments["migration"], take_migration(line, options));
  } else {
    TRY(take_databases(line, 1, options));
    TRY_ASSIGN(auto last, line.text("--to"));
    put(arguments, "migration", std::move(last));
  }
  put_flag(arguments, "force", line, "--force");
  put_flag(arguments, "put_back", line, "--put-back");
  put_flag(arguments, "dry_run", line, "--dry-run");
  return arguments;
}

}  // namespace d1mcp::cli
