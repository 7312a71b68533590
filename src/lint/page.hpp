#pragma once

#include <string>

#include "lint/rule.hpp"

namespace d1mcp::lint {

/// The page of docs/rules about a rule, in Markdown.
std::string page_of(const Rule& rule);

/// The page that lists all of them.
std::string index_of_pages();

}  // namespace d1mcp::lint
