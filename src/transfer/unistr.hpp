#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::transfer {

/// What unistr() makes of `text`; nothing when an escape sequence in it is malformed.
std::optional<std::string> unistr(std::string_view text);

/// `sql` with each call unistr('…') replaced by the text it stands for; nothing when there is none
/// that is well formed. `sqlite3 .dump` writes such calls since 3.50, older libraries and D1 do not
/// know the function (sqlite.org/lang_corefunc.html#unistr).
std::optional<std::string> without_unistr(std::string_view sql);

}  // namespace d1mcp::transfer
