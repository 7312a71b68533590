#pragma once

#include <string>
#include <string_view>

namespace d1mcp {

/// Appends `text` to `out` as a JSON string with its quotes (RFC 8259, section 7): the quotation
/// mark, the reverse solidus and U+0000 to U+001F are escaped, everything else stands as it is.
/// `text` must be valid UTF-8 (`is_valid_utf8`, `to_valid_utf8`): it is not checked here.
void append_json_string(std::string& out, std::string_view text);

}  // namespace d1mcp
