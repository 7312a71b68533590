#pragma once

#include <string>

#include "mcp/server.hpp"

namespace d1mcp::app {

/// "0.1.0".
std::string version();

/// "0.1.0 (SQLite 3.54.1, built in)": what --version prints after the program's name.
std::string version_with_sqlite();

/// What the server tells a client about itself, with the few lines that teach an assistant the safe
/// way to use it.
mcp::ServerInfo server_info();

}  // namespace d1mcp::app
