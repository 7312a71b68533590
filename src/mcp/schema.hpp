#pragma once

#include <string>

#include "core/result.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// Checks that `schema` is an object made only of the JSON Schema 2020-12 keywords that Contract
/// understands, each with a value of the right shape. A contract with another keyword is a mistake
/// of its author: the validator would silently not enforce it.
Status check_schema(const Json& schema);

/// What a value must be, as one phrase: "an integer from 1 to 100", "one of \"a\", \"b\"".
std::string expected_by(const Json& schema);

/// What a value is, as one short phrase: "the string \"abc\"", "an array of 3 items".
std::string described(const Json& value);

}  // namespace d1mcp::mcp
