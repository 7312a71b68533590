#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "transfer/literal.hpp"

namespace d1mcp::transfer {

/// Reads a row of constants as programs write them, "(1,-2.5,'it''s',NULL,X'00ff')", at the
/// beginning of `sql` into `row`, and gives its length. 0 for every other way to write it, comments
/// and white space inside included: the tokenizer knows them all, and takes several times as long.
std::size_t read_plain_row(std::string_view sql, std::vector<Literal>& row);

}  // namespace d1mcp::transfer
