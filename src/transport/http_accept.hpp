#pragma once

#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// How a request may be answered, as its Accept header has it; without one, by JSON.
struct Acceptable {
  bool json = true;
  bool events = false;
};

Acceptable acceptable(const HttpRequest& request);

}  // namespace d1mcp::transport
