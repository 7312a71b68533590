#include "cli/help.hpp"

#include <algorithm>

namespace d1mcp::cli {
namespace {

constexpr std::size_t kOptionColumn = 24;
constexpr std::size_t kCommandColumn = 31;

// "  left    right", the further lines of `right` below its first.
std::string entry(const std::string& left, std::string_view right, std::size_t column) {
  std::string text = "  " + left;
  while (true) {
    const std::size_t line_end = right.find('\n');
    const std::size_t written = text.size() - (text.rfind('\n') + 1);
    text.append(column > written ? column - written : 1, ' ');
    text += right.substr(0, line_end);
    text += '\n';
    if (line_end == std::string_view::npos) return text;
    right.remove_prefix(line_end + 1);
  }
}

std::string option_entry(const OptionSpec& spec) {
  std::string left(spec.name == "--help" ? "-h, --help" : spec.name);
  if (!spec.is_flag()) left += " " + std::string(spec.value);
  return entry(left, spec.help, kOptionColumn);
}

std::string indented(std::string_view lines) {
  std::string text;
  while (!lines.empty()) {
    const std::size_t line_end = lines.find('\n');
    text += "  " + std::string(lines.substr(0, line_end)) + "\n";
    lines.remove_prefix(std::min(lines.size(), line_end + 1));
  }
  return text;
}

std::string command_list() {
  std::string text;
  for (const CommandSpec& spec : all_commands()) {
    if (spec.command == Command::serve) continue;
    std::string left(spec.words);
    if (!spec.operands.empty()) left += " " + std::string(spec.operands);
    text += entry(left, spec.summary, kCommandColumn);
  }
  return text;
}

std::string options_where(Command command, bool shared) {
  std::string text;
  for (const OptionSpec& spec : all_options()) {
    if (spec.commands.contains(command) && spec.is_shared() == shared) text += option_entry(spec);
  }
  return text;
}

std::string main_page(std::string_view version) {
  return "d1-mcp " + std::string(version) +
         "\n"
         "Cloudflare D1 and SQLite databases for AI assistants, and for people.\n"
         "\n"
         "Usage\n"
         "  d1-mcp [DATABASE...]                   an MCP server on standard input/output\n"
         "  d1-mcp --http HOST:PORT [DATABASE...]  an MCP server over HTTP\n"
         "  d1-mcp COMMAND ...                     the same tools, in the shell\n"
         "\n"
         "DATABASE is a SQLite file, an SQL dump, the folder of a wrangler project or the\n"
         "name of a database in one. Without it, the databases of the wrangler project in\n"
         "the current folder are used.\n"
         "\n"
         "Commands (d1-mcp COMMAND --help tells more)\n" +
         command_list() + "\nOptions\n" + options_where(Command::serve, false) +
         options_where(Command::serve, true) +
         "\n"
         "Examples\n"
         "  d1-mcp app.db\n"
         "  d1-mcp tables app.db\n"
         "  d1-mcp query app.db 'SELECT * FROM users WHERE plan = ?' --param pro\n"
         "  d1-mcp migrate apply --dry-run\n"
         "\n"
         "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but look at the warnings,\n"
         "70 a bug in d1-mcp.\n";
}

}  // namespace

std::string help_page(Command command, std::string_view version) {
  const CommandSpec& spec = spec_of(command);
  if (command == Command::serve) return main_page(version);
  std::string summary(spec.summary);
  summary.front() = static_cast<char>(summary.front() - 'a' + 'A');
  std::string page = "d1-mcp " + std::string(spec.words);
  if (!spec.operands.empty()) page += " " + std::string(spec.operands);
  page += "\n\n" + summary + ".\n";
  if (!spec.details.empty()) page += "\n" + std::string(spec.details);
  page += "\nOptions\n" + options_where(command, false) +
          "\nMore options, such as --access, --env and --migrations: d1-mcp --help\n"
          "\nExamples\n" +
          indented(spec.examples);
  return page;
}

}  // namespace d1mcp::cli
