#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/result.hpp"

namespace d1mcp::cli {

/// What the command line reads of the world around it, so that a test can make its own.
struct Surroundings {
  std::string version;  ///< Of this program: "0.1.0 (SQLite 3.40.1)".
  /// A variable of the environment; nothing when it is not set.
  std::function<std::optional<std::string>(const std::string& name)> variable;
  /// Whether there is a file or folder at a path.
  std::function<bool(const std::string& path)> exists;
  std::function<Result<std::string>(const std::string& path)> read_file;
  /// Standard input up to its end.
  std::function<Result<std::string>()> read_standard_input;
};

/// The process's own. SQL files and standard input are read up to 64 MB.
Surroundings real_surroundings(std::string version);

}  // namespace d1mcp::cli
