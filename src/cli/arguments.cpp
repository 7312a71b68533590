#include "cli/arguments.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/help.hpp"
#include "cli/read_options.hpp"
#include "cli/tokens.hpp"
#include "cli/tool_arguments.hpp"

namespace d1mcp::cli {
namespace {

std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  if (argc <= 1) return {};
  return {argv + 1, argv + argc};
}

Invocation printing(Mode mode, std::string text) {
  Invocation invocation;
  invocation.mode = mode;
  invocation.text = std::move(text);
  return invocation;
}

Invocation help_on(const std::vector<Command>& commands, std::string_view version) {
  std::string text;
  for (const Command command : commands) {
    if (!text.empty()) text += "\n\n";
    text += help_page(command, version);
  }
  return printing(Mode::help, std::move(text));
}

Mode mode_of(const CommandLine& line) {
  if (line.command() == Command::demo) return Mode::demo;
  if (line.command() != Command::serve) return Mode::call_tool;
  return line.has("--http") ? Mode::serve_http : Mode::serve_stdio;
}

Result<Invocation> invocation_of(const CommandLine& line, const Surroundings& surroundings) {
  Invocation invocation;
  invocation.mode = mode_of(line);
  invocation.tool = spec_of(line.command()).tool;
  invocation.json = line.has("--json");
  invocation.sarif = line.has("--sarif");
  TRY_ASSIGN(invocation.demo_dir, line.text("--dir"));
  TRY_ASSIGN(invocation.options, read_server_options(line, surroundings));
  TRY_ASSIGN(invocation.arguments, read_tool_arguments(line, surroundings, invocation.options));
  return invocation;
}

}  // namespace

Result<Invocation> parse(int argc, const char* const* argv, const Surroundings& surroundings) {
  TRY_ASSIGN(Tokens tokens, tokenize(arguments_of(argc, argv)));
  TRY_ASSIGN(const std::vector<Command> help, help_wanted(tokens));
  if (!help.empty()) return help_on(help, surroundings.version);
  if (tokens.options.contains("--version")) {
    return printing(Mode::version, "d1-mcp " + surroundings.version + "\n");
  }
  TRY_ASSIGN(const CommandLine line, understand(std::move(tokens), surroundings));
  return invocation_of(line, surroundings);
}

bool wants_json(int argc, const char* const* argv) {
  const std::vector<std::string> arguments = arguments_of(argc, argv);
  const auto end = std::ranges::find(arguments, "--");
  return std::find(arguments.begin(), end, "--json") != end;
}

}  // namespace d1mcp::cli
