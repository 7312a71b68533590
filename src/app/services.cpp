#include "app/services.hpp"

#include <filesystem>
#include <utility>

#include "app/about.hpp"
#include "offers/offers.hpp"

namespace d1mcp::app {
namespace {

namespace fs = std::filesystem;

workspace::Request request_of(const cli::ServerOptions& options) {
  workspace::Request request;
  request.databases = options.databases;
  for (const auto& named : options.names) request.named.emplace_back(named.name, named.path);
  if (options.migrations_dir) request.migrations_directory = *options.migrations_dir;
  request.dialect = options.dialect;
  request.environment = options.env.value_or("");
  if (options.config) request.config = *options.config;
  if (options.persist_to) request.persist_to = *options.persist_to;
  request.working_directory = fs::current_path();
  return request;
}

std::vector<fs::path> allowed_directories(const cli::ServerOptions& options, Asker asker) {
  if (asker != Asker::assistant) return {fs::path("/")};
  std::vector<fs::path> allowed = {fs::current_path()};
  allowed.insert(allowed.end(), options.allow_dirs.begin(), options.allow_dirs.end());
  return allowed;
}

}  // namespace

Workbench::Workbench(workspace::Catalog catalog,
                     workspace::OutputPolicy outputs,
                     tools::Losses losses,
                     tools::Transactions transactions)
    : catalog_(std::move(catalog)),
      outputs_(std::move(outputs)),
      losses_(losses),
      transactions_(transactions) {}

Result<std::unique_ptr<Workbench>> Workbench::create(const cli::ServerOptions& options,
                                                     Asker asker) {
  TRY_ASSIGN(auto catalog, workspace::Catalog::build(request_of(options)));
  workspace::OutputPolicy outputs(fs::current_path(), allowed_directories(options, asker));
  const auto losses = asker == Asker::person || options.allow_loss ? tools::Losses::allowed
                                                                   : tools::Losses::need_approval;
  const auto transactions = options.single_transaction ? tools::Transactions::one_for_all
                                                       : tools::Transactions::one_a_file;
  return std::unique_ptr<Workbench>(
      new Workbench(std::move(catalog), std::move(outputs), losses, transactions));
}

void Workbench::watch() {
  watcher_.emplace(services(), audience_);
}

Result<mcp::Server> Workbench::server(Access access) {
  TRY_ASSIGN(auto catalog, mcp::Catalog::create(tools::all(services(), access)));
  mcp::Server server{.info = server_info(), .tools = std::move(catalog), .audience = audience_};
  offers::add_offers(server, services(), access);
  server.resources.change = watcher_.has_value();
  return server;
}

}  // namespace d1mcp::app
