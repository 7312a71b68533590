#include "transport/http_message.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace d1mcp::transport {

void HttpHeaders::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string> HttpHeaders::find(std::string_view name) const {
  std::optional<std::string> joined;
  for (const auto& [field, value] : fields_) {
    if (!equal_names(field, name)) continue;
    joined = joined ? *joined + ", " + std::string(trimmed(value)) : std::string(trimmed(value));
  }
  return joined;
}

std::size_t HttpHeaders::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      fields_, [&](const auto& field) { return equal_names(field.first, name); }));
}

}  // namespace d1mcp::transport
