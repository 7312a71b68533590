#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.hpp"
#include "core/log.hpp"
#include "core/result.hpp"
#include "d1/dialect.hpp"

namespace d1mcp::cli {

/// Where an HTTP server listens. `host` is a name or an address, IPv6 without its brackets; a
/// `port` of 0 asks the system for a free one.
struct HttpAddress {
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const HttpAddress&, const HttpAddress&) = default;
};

/// Reads `HOST:PORT`, `[IPv6]:PORT` or a bare `PORT`, which means 127.0.0.1.
Result<HttpAddress> parse_http_address(std::string_view text);

/// A database that was given a name of its own with `--name NAME=PATH`.
struct NamedDatabase {
  std::string name;
  std::string path;

  friend bool operator==(const NamedDatabase&, const NamedDatabase&) = default;
};

/// What every command takes: which databases to open and on what terms. Paths are as they were
/// written; nothing has been looked up.
struct ServerOptions {
  std::vector<std::string> databases;
  std::vector<NamedDatabase> names;
  std::optional<HttpAddress> http;
  std::optional<std::string> token_file;
  std::optional<std::string> token;  ///< From D1MCP_TOKEN.
  std::optional<std::string> migrations_dir;
  Access access = Access::migrate;
  std::optional<d1::Dialect> dialect;
  /// The wrangler environment. Nothing means the top level of the configuration, also when
  /// `--env ""` was given to overrule CLOUDFLARE_ENV.
  std::optional<std::string> env;
  std::optional<std::string> config;
  std::optional<std::string> persist_to;
  std::vector<std::string> allow_dirs;
  std::vector<std::string> allow_hosts;
  std::vector<std::string> allow_origins;
  bool allow_loss = false;
  bool single_transaction = false;
  log::Level log_level = log::Level::warning;
};

}  // namespace d1mcp::cli
