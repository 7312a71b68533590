#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/value.hpp"

namespace d1mcp::transfer {

/// The constants that a CHECK lets `column` have beside NULL: of `column IN ('a','b')`,
/// `column = 'a' OR column = 'b'` and the like, with more conditions beside them and with
/// `column IS NULL` among them. Nothing where `expression` does not say so in this way; a list with
/// NULL in it refuses nothing, since a CHECK only fails when it is false.
std::optional<std::vector<sql::Value>> allowed_values(std::string_view expression,
                                                      std::string_view column);

/// Whether a CHECK lets `column` have JSON text and NULL only: `json_valid(column)`, alone or
/// beside others.
bool demands_json(std::string_view expression, std::string_view column);

}  // namespace d1mcp::transfer
