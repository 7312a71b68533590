#pragma once

#include <vector>

#include "drift/difference.hpp"
#include "drift/image.hpp"

namespace d1mcp::drift {

/// What is not the same in two schemas: tables, then indexes, views and triggers; of each, what is
/// changed, what is only here and what is only there. By name, but a table that only one side has
/// stands before those it refers to.
std::vector<Difference> compare(const Image& here, const Image& there);

/// Whether any of them is more than a matter of text.
bool differ_in_meaning(const std::vector<Difference>& differences);

}  // namespace d1mcp::drift
