#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "sql/value.hpp"

namespace d1mcp::transfer {

/// A member of a JSON object and the value of SQLite it stands for.
using JsonMember = std::pair<std::string, sql::Value>;

/// Reads the JSON object (RFC 8259) that `line` consists of. Values are as `append_json_cell`
/// writes them; true and false are 1 and 0, arrays and all other objects are their JSON text. An
/// error has `line_number` and the column in the line.
Result<std::vector<JsonMember>> read_json_row(std::string_view line, std::uint32_t line_number);

}  // namespace d1mcp::transfer
