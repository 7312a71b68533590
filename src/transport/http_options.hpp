#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "jsonrpc/parse.hpp"
#include "mcp/dispatcher.hpp"
#include "transport/http_tokens.hpp"

namespace d1mcp::transport {

/// What answers the clients of each level of access.
using HttpDispatchers = std::map<Access, mcp::Dispatcher>;

/// How MCP is served over HTTP.
struct HttpOptions {
  /// The address to listen on. Anything but a loopback address needs `tokens`.
  std::string host = "127.0.0.1";
  int port = 0;  ///< 0 takes any that is free.
  std::string path = "/mcp";
  jsonrpc::Limits limits = {};

  /// Names by which clients may call this server besides the loopback ones, with or without port.
  std::vector<std::string> allowed_hosts = {};

  /// Origins of web pages that may call this server besides those on loopback names.
  std::vector<std::string> allowed_origins = {};

  /// Of which clients must send one as "Authorization: Bearer …", and what it lets them do. Without
  /// any, everybody may do what `access` says.
  std::vector<HttpToken> tokens = {};
  Access access = Access::read;

  unsigned workers = 16;  ///< Threads for what may take long; without any it runs as it comes.
  std::size_t connections = 1024;  ///< How many are kept at a time.
};

}  // namespace d1mcp::transport
