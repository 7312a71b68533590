#pragma once

#include <cstddef>
#include <string_view>

namespace d1mcp::jsonrpc {

/// Whether more than `most` bytes of JSON lie between two strings or numbers: white space, brackets
/// and literals, all of which nlohmann's lexer keeps until the next string or number. No message
/// that means anything has long ones.
bool has_gap_beyond(std::size_t most, std::string_view text);

}  // namespace d1mcp::jsonrpc
