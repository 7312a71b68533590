#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <unistd.h>
#include <variant>

#include "app/about.hpp"
#include "app/ask_at_terminal.hpp"
#include "app/modes.hpp"
#include "app/services.hpp"
#include "cli/progress_bar.hpp"
#include "cli/render.hpp"
#include "cli/report.hpp"
#include "cli/sarif.hpp"
#include "cli/terminal.hpp"
#include "core/files.hpp"
#include "export_db.hpp"
#include "import_db.hpp"

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

// Standard input, read as it is needed.
transfer::InputText standard_input() {
  constexpr std::size_t kPieceBytes = 64 * std::size_t{1024};
  const auto read = []() -> Result<std::string> {
    std::string piece(kPieceBytes, '\0');
    piece.resize(std::fread(piece.data(), 1, piece.size(), stdin));
    if (piece.empty() && std::ferror(stdin) != 0)
      return file_error("read", "standard input", errno);
    return piece;
  };
  return {.chunks = read, .name = "standard input"};
}

bool comes_from_standard_input(const cli::Invocation& invocation) {
  return invocation.tool == "import_db" && invocation.arguments.value("input", "") == "-";
}

bool goes_to_standard_output(const cli::Invocation& invocation) {
  return invocation.tool == "export_db" && !invocation.json &&
         !invocation.arguments.contains("output");
}

// Two databases to compare are known to the tool by the names they got.
Json arguments_of(const cli::Invocation& invocation, const tools::Services& services) {
  Json arguments = invocation.arguments;
  const auto& entries = services.catalog.entries();
  const bool names_two = invocation.options.databases.size() == 2 && entries.size() == 2;
  if (invocation.tool == "diff_schema" && names_two) {
    arguments["database"] = entries[0]->name();
    arguments["with"] = entries[1]->name();
  }
  return arguments;
}

// What files do is known to nobody before they are tried; SQL on the command line is meant.
bool runs_migrations(const cli::Invocation& invocation) {
  return invocation.tool == "apply_migration" || invocation.tool == "rollback_migration";
}

// What the tool wants a person's word for is asked at the terminal, where there is one.
Result<Json> call_and_ask(const mcp::Tool& tool, const Json& arguments, const Work& work) {
  mcp::CallContext context{.work = work};
  if (has_a_person()) context.client_capabilities = {{"elicitation", Json::object()}};
  while (true) {
    TRY_ASSIGN(auto result, tool.call(arguments, context));
    if (!result.question) return std::move(result.structured);
    TRY_ASSIGN(context.answers, ask_at_terminal(*result.question, work));
  }
}

Result<Json> call(Workbench& workbench, const cli::Invocation& invocation, const Work& work) {
  // At a shell the person's own rights are the limit.
  TRY_ASSIGN(const auto server, workbench.server(Access::write));
  const mcp::CatalogEntry* tool = server.tools.find(invocation.tool);
  TRY_ASSIGN(const Json arguments, accepted(*tool, arguments_of(invocation, workbench.services())));
  if (goes_to_standard_output(invocation)) {
    StandardOutput output;
    TRY(tools::export_to(workbench.services(), arguments, output, work));
    if (std::fflush(stdout) != 0) return file_error("write", "standard output", errno);
    return Json();
  }
  if (comes_from_standard_input(invocation)) {
    TRY_ASSIGN(auto imported,
               tools::import_from(workbench.services(), arguments, standard_input(), work));
    return std::move(imported.structured);
  }
  return call_and_ask(tool->tool, arguments, work);
}

Result<Json> run(const cli::Invocation& invocation,
                 const StopOnSignal& signals,
                 bool with_bar,
                 const cli::Style& style) {
  const auto asker = runs_migrations(invocation) ? Asker::person_to_ask : Asker::person;
  TRY_ASSIGN(const auto workbench, Workbench::create(invocation.options, asker));
  const auto bar = cli::progress_on_standard_error(with_bar, style);
  Work work;
  work.stop = signals.token();
  if (bar) work.listener = bar->listener();
  return call(*workbench, invocation, work);
}

std::string printed(const cli::Invocation& invocation,
                    const Json& result,
                    const cli::Style& style) {
  if (invocation.json) return cli::render_json(result);
  if (invocation.sarif) return cli::render_json(cli::sarif_of(result, version()));
  return cli::render(invocation.tool, result, style);
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
  std::cout << printed(invocation, *result, cli::style_of(STDOUT_FILENO, surroundings));
  if (!std::cout.flush()) {
    std::cerr << cli::error_text(file_error("write", "standard output", errno), error_style);
    return cli::kFailed;
  }
  return cli::exit_code_for_result(invocation.tool, *result);
}

}  // namespace d1mcp::app
