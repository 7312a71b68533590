#include "wrangler/document.hpp"

#include <algorithm>

namespace d1mcp::wrangler {

const Node* Node::find(std::string_view name) const {
  const auto found = std::find(names.rbegin(), names.rend(), name);
  if (found == names.rend()) return nullptr;
  return &items[static_cast<std::size_t>(names.rend() - found) - 1];
}

std::string_view to_string(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null: return "null";
    case Node::Kind::boolean: return "a boolean";
    case Node::Kind::number: return "a number";
    case Node::Kind::date: return "a date or time";
    case Node::Kind::text: return "a string";
    case Node::Kind::list: return "a list";
    case Node::Kind::object: return "an object";
  }
  return {};
}

}  // namespace d1mcp::wrangler
