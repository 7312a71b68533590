#pragma once

#include <string>
#include <vector>

#include "drift/difference.hpp"

namespace d1mcp::drift {

/// All statements that heal one side, `&Difference::heal_here` or `&Difference::heal_there`, in an
/// order in which they run: what stands on tables is dropped first, then the tables change, then
/// indexes, views and triggers are made. `differences` as `compare` gives them.
std::vector<std::string> healing_script(const std::vector<Difference>& differences,
                                        Healing Difference::*side);

}  // namespace d1mcp::drift
