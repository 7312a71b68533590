#pragma once

#include <optional>
#include <string_view>

namespace d1mcp::d1 {

/// What D1 makes of a PRAGMA. Everything but `allowed` is "not authorized: SQLITE_AUTH" there.
enum class PragmaVerdict {
  allowed,
  unknown_pragma,    ///< Not on D1's list, with any argument.
  argument_refused,  ///< On the list, but this argument is not acceptable (or reserved: _cf_*).
  argument_missing,  ///< On the list, but only with an argument.
};

/// Judges `PRAGMA name`, `PRAGMA name = argument` and `PRAGMA name(argument)`; the table-valued
/// form `pragma_name(argument)` follows the same rule. `argument` is what SQLite's authorizer
/// reports, without quotes. ASCII case does not matter.
///
/// Allowed is not effective: `foreign_keys = off` is accepted and changes nothing, because D1 is
/// always inside a transaction.
PragmaVerdict judge_pragma(std::string_view name, std::optional<std::string_view> argument);

}  // namespace d1mcp::d1
