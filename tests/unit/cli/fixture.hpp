#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace d1mcp::cli {

/// A world in which only what a test puts there exists.
struct World {
  std::set<std::string> paths;
  std::map<std::string, std::string> variables;
  std::map<std::string, std::string> files;
  std::string standard_input;

  [[nodiscard]] Surroundings surroundings() const {
    return {.version = "1.2.3",
            .variable = [this](const std::string& name) -> std::optional<std::string> {
              const auto found = variables.find(name);
              if (found == variables.end()) return std::nullopt;
              return found->second;
            },
            .exists = [this](const std::string& path) { return paths.contains(path); },
            .read_file = [this](const std::string& path) -> Result<std::string> {
              const auto found = files.find(path);
              if (found != files.end()) return found->second;
              return Error{.code = ErrorCode::not_found,
                           .message = "cannot read " + path,
                           .hint = {},
                           .place = {}};
            },
            .read_standard_input = [this]() -> Result<std::string> { return standard_input; }};
  }

  /// Parses the command line `d1-mcp arguments…`.
  [[nodiscard]] Result<Invocation> parse(const std::vector<std::string>& arguments) const {
    std::vector<const char*> argv = {"d1-mcp"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    return cli::parse(static_cast<int>(argv.size()), argv.data(), surroundings());
  }
};

/// "query 'a b' --json", for the name of a case.
inline std::string shown(const std::vector<std::string>& arguments) {
  std::string text = "d1-mcp";
  for (const std::string& argument : arguments) text += " '" + argument + "'";
  return text;
}

}  // namespace d1mcp::cli
