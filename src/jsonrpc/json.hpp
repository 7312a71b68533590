#pragma once

#include <nlohmann/json.hpp>

namespace d1mcp::jsonrpc {

/// JSON as it travels on the wire. Members keep the order in which they were written, because
/// people and models read it.
using Json = nlohmann::ordered_json;

}  // namespace d1mcp::jsonrpc

// Compiled once, in json.cpp, instead of in every file that holds JSON.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
