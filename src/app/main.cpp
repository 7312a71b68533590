#include <cstdlib>
#include <exception>
#include <iostream>

#include "app/about.hpp"
#include "app/modes.hpp"
#include "app/signals.hpp"
#include "cli/arguments.hpp"
#include "cli/report.hpp"
#include "core/log.hpp"

namespace {

using namespace d1mcp;  // NOLINT(google-build-using-namespace): main wires all rooms together.

int run(int argc, char** argv) {
  const auto invocation =
      cli::parse(argc, argv, cli::real_surroundings(app::version_with_sqlite()));
  if (!invocation) {
    std::cerr << (cli::wants_json(argc, argv) ? cli::error_json(invocation.error())
                                              : cli::error_text(invocation.error(), cli::Style{}));
    return cli::kUsageError;
  }
  if (invocation->options.log_level != log::Level::warning)
    log::show_from(invocation->options.log_level);
  switch (invocation->mode) {
    case cli::Mode::version:
    case cli::Mode::help: std::cout << invocation->text; return EXIT_SUCCESS;
    case cli::Mode::serve_stdio: return app::serve_stdio(*invocation, app::StopOnSignal());
    case cli::Mode::call_tool: return app::call_tool(*invocation, app::StopOnSignal());
    case cli::Mode::serve_http:
    case cli::Mode::demo: return app::run_http_mode(*invocation, app::StopOnSignal(), argv);
  }
  return cli::kBug;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& bug) {
    log::error(std::string("a bug: ") + bug.what());
    return cli::kBug;
  }
}
