#include "mcp/prompt.hpp"

#include <utility>

namespace d1mcp::mcp {

Json user_message(std::string text) {
  return {{"role", "user"}, {"content", {{"type", "text"}, {"text", std::move(text)}}}};
}

}  // namespace d1mcp::mcp
