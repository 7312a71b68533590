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

/// Who calls the tools.
enum class Asker {
  assistant,      ///< Writes files to the working directory and --allow-dir only, loses nothing
                  ///< unasked.
  person,         ///< At a shell: may write wherever the system lets them, and means what they say.
  person_to_ask,  ///< The same, who cannot know yet what would be lost.
};

/// The databases of a command line and the tools that work on them.
class Workbench {
 public:
  static Result<std::unique_ptr<Workbench>> create(const cli::ServerOptions& options, Asker asker);

  [[nodiscard]] tools::Services services() {
    return {
        .catalog = catalog_, .outputs = outputs_, .losses = losses_, .transactions = transactions_};
  }

  /// From now on changes of the databases are noticed, and the servers made hereafter tell their
  /// clients of them.
  void watch();

  /// The server over the tools of `access`. It refers to this object; all of them have one
  /// audience.
  Result<mcp::Server> server(Access access);

 private:
  Workbench(workspace::Catalog catalog,
            workspace::OutputPolicy outputs,
            tools::Losses losses,
            tools::Transactions transactions);

  workspace::Catalog catalog_;
  workspace::OutputPolicy outputs_;
  const tools::Losses losses_;
  const tools::Transactions transactions_;
  std::shared_ptr<mcp::Audience> audience_ = std::make_shared<mcp::Audience>();
  std::optional<offers::Watcher> watcher_;  // Its thread ends before what it looks at.
};

}  // namespace d1mcp::app
