#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "lint/severity.hpp"

namespace d1mcp::lint {

/// What a rule has to say about one place.
struct Finding {
  std::string rule;  ///< Its id.
  Severity severity = Severity::info;
  Place place;  ///< Without a line: a file as a whole; without a file: the folder.
  std::string message;
  std::string fix;
  std::optional<std::string> allowed;  ///< The reason of the directive that accepts it.
};

/// How many findings count; allowed ones stand apart.
struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t allowed = 0;
};

Counts count(const std::vector<Finding>& findings);

}  // namespace d1mcp::lint
