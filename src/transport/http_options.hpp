#pragma once

#include <string>
#include <vector>

#include "jsonrpc/parse.hpp"

namespace d1mcp::transport {

/// How MCP is served over HTTP.
struct HttpOptions {
  /// The address to listen on. Anything but a loopback address needs a `token`.
  std::string host = "127.0.0.1";
  int port = 0;  ///< 0 takes any that is free.
  std::string path = "/mcp";
  jsonrpc::Limits limits = {};

  /// Names by which clients may call this server besides the loopback ones, with or without port.
  std::vector<std::string> allowed_hosts = {};

  /// Origins of web pages that may call this server besides those on loopback names.
  std::vector<std::string> allowed_origins = {};

  /// What clients must send as "Authorization: Bearer …"; empty lets everybody in.
  std::string token = {};

  unsigned workers = 16;      ///< Threads for what may take long; without any it runs as it comes.
  unsigned connections = 64;  ///< How many are served at a time; further ones wait.
};

}  // namespace d1mcp::transport
