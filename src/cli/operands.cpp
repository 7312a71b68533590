#include "cli/operands.hpp"

namespace d1mcp::cli {

Error too_many(const CommandLine& line, std::size_t most) {
  const CommandSpec& spec = spec_of(line.command());
  const bool takes_sql = spec.operands.ends_with("SQL");
  return usage_error(
      "there is one argument too many: " + in_quotes(line.operands()[most]),
      takes_sql ? "put the SQL in quotes, so that it is one argument"
                : "write d1-mcp " + std::string(spec.words) + " " + std::string(spec.operands));
}

Status take_databases(const CommandLine& line, std::size_t most, ServerOptions& options) {
  if (line.operands().size() > most) return too_many(line, most);
  options.databases = line.operands();
  return {};
}

}  // namespace d1mcp::cli
