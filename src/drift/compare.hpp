#pragma once

#include <vector>

#include "drift/difference.hpp"
#include "drift/image.hpp"

namespace d1mcp::drift {

/// What is not the same in two schemas, in an order in which healing statements run: tables, then
/// indexes, views and triggers, each by name.
std::vector<Difference> compare(const Image& here, const Image& there);

/// Whether any of them is more than a matter of text.
bool differ_in_meaning(const std::vector<Difference>& differences);

}  // namespace d1mcp::drift
