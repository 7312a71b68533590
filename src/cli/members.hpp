#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

using jsonrpc::Json;

// Readers of a tool's structured result. What is missing or of another type reads as empty, so that
// no result, however odd, keeps the rest of it from being shown.

/// A member that is text; empty otherwise.
std::string text_member(const Json& object, const char* name);

/// A member that is an integer from 0 on.
std::optional<std::uint64_t> count_member(const Json& object, const char* name);

/// A member that is any number, as a real.
std::optional<double> real_member(const Json& object, const char* name);

/// Whether a member is `true`.
bool flag_member(const Json& object, const char* name);

/// The elements of a member that is an array.
const Json& list_member(const Json& object, const char* name);

/// The texts in a member that is an array.
std::vector<std::string> texts_member(const Json& object, const char* name);

}  // namespace d1mcp::cli
