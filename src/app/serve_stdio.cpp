#include <cstdlib>
#include <iostream>

#include "app/modes.hpp"
#include "app/services.hpp"
#include "cli/report.hpp"
#include "core/log.hpp"
#include "mcp/dispatcher.hpp"
#include "transport/stdio.hpp"

namespace d1mcp::app {
namespace {

Result<transport::Closed> serve(const cli::Invocation& invocation, std::stop_token stop) {
  TRY_ASSIGN(const auto workbench, Workbench::create(invocation.options, Asker::assistant));
  workbench->watch();
  TRY_ASSIGN(auto server, workbench->server(invocation.options.access));
  TRY_ASSIGN(const int output, transport::claim_standard_output());
  const mcp::Dispatcher dispatcher(std::move(server));
  transport::StdioOptions options;
  options.out = output;
  const auto end = transport::serve_stdio(dispatcher, options, std::move(stop));
  // What the abandoned thread uses must not be destroyed under it.
  if (end == transport::Closed::with_work_running) std::_Exit(EXIT_SUCCESS);
  return end;
}

}  // namespace

int serve_stdio(const cli::Invocation& invocation, const StopOnSignal& signals) {
  const auto end = serve(invocation, signals.token());
  if (end) return EXIT_SUCCESS;
  std::cerr << cli::error_text(end.error(), cli::Style{});
  return cli::exit_code_for(end.error());
}

}  // namespace d1mcp::app
