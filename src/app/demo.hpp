#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/result.hpp"

namespace d1mcp::app {

/// The port the demo listens on unless --http names another.
inline constexpr std::uint16_t kDemoPort = 8787;

/// The sample project laid out in a folder: the embedded migrations as files, and a database made
/// by applying them.
struct Demo {
  std::filesystem::path directory;
  std::filesystem::path database;
  std::size_t applied = 0;  ///< Migrations applied now; 0 when the database was there already.
};

/// Makes the demo in `directory`, or in the user's cache directory. What is there already is kept:
/// missing files are written, pending migrations applied, and an empty database gets its rows.
Result<Demo> prepare_demo(const std::optional<std::string>& directory);

/// Connects to the server at `port` as an MCP client, asks it for its tables, and gives what a
/// person sees: the tables, and what to paste into an MCP client to use the server.
Result<std::string> tour(const Demo& demo, const std::string& url, int port);

}  // namespace d1mcp::app
