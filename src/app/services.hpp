#pragma once

#include <memory>
#include <optional>

#include "cli/server_options.hpp"
#include "core/access.hpp"
#include "core/result.hpp"
#include "mcp/server.hpp"
#include "offers/watcher.hpp"
#include "tools.hpp"
#include "workspace/catalog.hpp"
#include "workspace/output_policy.hpp"

namespace d1mcp::app {

/// Who names the files an export may go to.
enum class Asker {
  assistant,  ///< Only the working directory and --allow-dir.
  person,     ///< At a shell, who may write wherever the system lets them.
};

/// The databases of a command line and the tools that work on them.
class Workbench {
 public:
  static Result<std::unique_ptr<Workbench>> create(const cli::ServerOptions& options, Asker asker);

  [[nodiscard]] tools::Services services() { return {.catalog = catalog_, .outputs = outputs_}; }

  /// From now on changes of the databases are noticed, and the servers made hereafter tell their
  /// clients of them.
  void watch();

  /// The server over the tools of `access`. It refers to this object; all of them have one
  /// audience.
  Result<mcp::Server> server(Access access);

 private:
  Workbench(workspace::Catalog catalog, workspace::OutputPolicy outputs);

  workspace::Catalog catalog_;
  workspace::OutputPolicy outputs_;
  std::shared_ptr<mcp::Audience> audience_ = std::make_shared<mcp::Audience>();
  std::optional<offers::Watcher> watcher_;  // Its thread ends before what it looks at.
};

}  // namespace d1mcp::app
