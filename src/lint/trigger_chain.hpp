#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lint/schema.hpp"

namespace d1mcp::lint {

/// The triggers, by name, that fire one inside the other: the first such chain found that is longer
/// than `depth`, or nothing. No trigger stands twice in it, as with recursive_triggers off. WHEN
/// and WHERE are taken as true. What foreign keys do on their own is not followed.
std::vector<std::string> chain_longer_than(std::size_t depth, const Schema& schema);

}  // namespace d1mcp::lint
