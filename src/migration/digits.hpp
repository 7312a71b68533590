#pragma once

#include <string>

namespace d1mcp::migration {

/// `text` with the number that its digits make, whatever stands between them, one higher: what
/// sorts just behind it.
std::string one_higher(std::string text);

}  // namespace d1mcp::migration
