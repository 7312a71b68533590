#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <set>
#include <stop_token>

#include "app/demo.hpp"
#include "app/modes.hpp"
#include "app/services.hpp"
#include "cli/report.hpp"
#include "transport/http.hpp"

namespace d1mcp::app {
namespace {

// A token never gives more than --access does.
Result<std::vector<transport::HttpToken>> tokens_of(const cli::ServerOptions& options) {
  std::vector<transport::HttpToken> tokens;
  if (options.token_file) {
    TRY_ASSIGN(tokens, transport::read_token_file(*options.token_file));
  }
  if (options.token) tokens.push_back({.secret = *options.token, .access = options.access});
  for (transport::HttpToken& token : tokens) token.access = std::min(token.access, options.access);
  return tokens;
}

Result<transport::HttpOptions> http_options(const cli::ServerOptions& options,
                                            std::uint16_t default_port) {
  transport::HttpOptions http;
  http.port = default_port;
  if (options.http) {
    http.host = options.http->host;
    http.port = options.http->port;
  }
  http.access = options.access;
  http.allowed_hosts = options.allow_hosts;
  http.allowed_origins = options.allow_origins;
  TRY_ASSIGN(http.tokens, tokens_of(options));
  return http;
}

std::string url_of(const transport::HttpOptions& options, int port) {
  const bool is_v6 = options.host.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + options.host + "]" : options.host;
  return "http://" + host + ":" + std::to_string(port) + options.path;
}

void wait_for(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait(lock, stop, [] { return false; });
}

Status stop_and_end(transport::HttpServer& server) {
  // A tool that did not stop still uses what would be destroyed now.
  if (server.stop() != transport::Closed::cleanly) std::_Exit(EXIT_SUCCESS);
  return {};
}

// The dispatchers of every level that a client of `http` may have.
Result<transport::HttpDispatchers> dispatchers_for(const transport::HttpOptions& http,
                                                   Workbench& workbench) {
  workbench.watch();
  std::set<Access> levels = {http.access};
  for (const transport::HttpToken& token : http.tokens) levels.insert(token.access);
  transport::HttpDispatchers dispatchers;
  for (const Access level : levels) {
    TRY_ASSIGN(auto server, workbench.server(level));
    dispatchers.try_emplace(level, std::move(server));
  }
  return dispatchers;
}

Status serve(const cli::Invocation& invocation, const std::stop_token& stop) {
  TRY_ASSIGN(const auto workbench, Workbench::create(invocation.options, Asker::assistant));
  TRY_ASSIGN(const auto options, http_options(invocation.options, 0));
  TRY_ASSIGN(const auto dispatchers, dispatchers_for(options, *workbench));
  TRY_ASSIGN(const auto http, transport::HttpServer::start(dispatchers, options));
  std::cerr << "d1-mcp serves MCP on " << url_of(options, http->port()) << " (Ctrl-C ends it)\n";
  wait_for(stop);
  return stop_and_end(*http);
}

Status show_demo(const cli::Invocation& invocation, const std::stop_token& stop) {
  TRY_ASSIGN(const Demo demo, prepare_demo(invocation.demo_dir));
  cli::ServerOptions options = invocation.options;
  options.databases = {demo.database.string()};
  TRY_ASSIGN(const auto workbench, Workbench::create(options, Asker::assistant));
  TRY_ASSIGN(const auto http_settings, http_options(options, kDemoPort));
  TRY_ASSIGN(const auto dispatchers, dispatchers_for(http_settings, *workbench));
  TRY_ASSIGN(const auto http, transport::HttpServer::start(dispatchers, http_settings));
  TRY_ASSIGN(const std::string text, tour(demo, url_of(http_settings, http->port()), http->port()));
  std::cout << text << std::flush;
  wait_for(stop);
  return stop_and_end(*http);
}

}  // namespace

int run_http_mode(const cli::Invocation& invocation, const StopOnSignal& signals, char** /*argv*/) {
  const bool is_demo = invocation.mode == cli::Mode::demo;
  const Status status =
      is_demo ? show_demo(invocation, signals.token()) : serve(invocation, signals.token());
  if (status) return EXIT_SUCCESS;
  std::cerr << cli::error_text(status.error(), cli::Style{});
  return cli::exit_code_for(status.error());
}

}  // namespace d1mcp::app
