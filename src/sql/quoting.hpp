#pragma once

#include <string>
#include <string_view>

namespace d1mcp::sql {

/// `name` between double quotes, inner ones doubled: fit for any place where SQL wants a name.
std::string quote_identifier(std::string_view name);

/// `text` between single quotes, inner ones doubled. For text without NUL bytes.
std::string quote_text(std::string_view text);

}  // namespace d1mcp::sql
