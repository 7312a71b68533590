#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <unistd.h>
#include <variant>

#include "app/about.hpp"
#include "app/modes.hpp"
#include "app/services.hpp"
#include "cli/progress_bar.hpp"
#include "cli/render.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "core/files.hpp"
#include "export_db.hpp"

namespace d1mcp::app {
namespace {

using mcp::Json;

/// Writes to standard output; a reader that went away ends the export.
class StandardOutput final : public transfer::ByteSink {
 public:
  Status write(std::string_view bytes) override {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return {};
    return file_error("write", "standard output", errno);
  }
};

/// The arguments as the tool's contract completes them. What the command line makes fits its
/// contract; a value it passes through (--limit 0) may not.
Result<Json> accepted(const mcp::CatalogEntry& tool, Json arguments) {
  if (!tool.arguments) return arguments;
  auto checked = tool.arguments->accept(std::move(arguments));
  if (auto* value = std::get_if<Json>(&checked)) return std::move(*value);
  return Error{.code = ErrorCode::invalid_argument,
               .message = mcp::describe(std::get<std::vector<mcp::Problem>>(checked), "arguments"),
               .hint = {},
               .place = {}};
}

bool goes_to_standard_output(const cli::Invocation& invocation) {
  return invocation.tool == "export_db" && !invocation.json &&
         !invocation.arguments.contains("output");
}

Result<Json> call(Workbench& workbench, const cli::Invocation& invocation, const Work& work) {
  // At a shell the person's own rights are the limit.
  TRY_ASSIGN(const auto server, workbench.server(Access::write));
  const mcp::CatalogEntry* tool = server.tools.find(invocation.tool);
  TRY_ASSIGN(const Json arguments, accepted(*tool, invocation.arguments));
  if (goes_to_standard_output(invocation)) {
    StandardOutput output;
    TRY(tools::export_to(workbench.services(), arguments, output, work));
    if (std::fflush(stdout) != 0) return file_error("write", "standard output", errno);
    return Json();
  }
  TRY_ASSIGN(auto result, tool->tool.call(arguments, {.work = work}));
  return std::move(result.structured);
}

Result<Json> run(const cli::Invocation& invocation,
                 const StopOnSignal& signals,
                 bool with_bar,
                 const cli::Style& style) {
  TRY_ASSIGN(const auto workbench, Workbench::create(invocation.options, Asker::person));
  const auto bar = cli::progress_on_standard_error(with_bar, style);
  Work work;
  work.stop = signals.token();
  if (bar) work.listener = bar->listener();
  return call(*workbench, invocation, work);
}

}  // namespace

int call_tool(const cli::Invocation& invocation, const StopOnSignal& signals) {
  const auto surroundings = cli::real_surroundings(version_with_sqlite());
  const cli::Style error_style = cli::style_of(STDERR_FILENO, surroundings);
  const auto result =
      run(invocation, signals, cli::can_redraw(STDERR_FILENO, surroundings), error_style);
  if (!result) {
    std::cerr << (invocation.json ? cli::error_json(result.error())
                                  : cli::error_text(result.error(), error_style));
    return cli::exit_code_for(result.error());
  }
  if (result->is_null()) return cli::kDone;
  std::cout << (invocation.json
                    ? cli::render_json(*result)
                    : cli::render(
                          invocation.tool, *result, cli::style_of(STDOUT_FILENO, surroundings)));
  if (!std::cout.flush()) {
    std::cerr << cli::error_text(file_error("write", "standard output", errno), error_style);
    return cli::kFailed;
  }
  return cli::exit_code_for_result(invocation.tool, *result);
}

}  // namespace d1mcp::app
