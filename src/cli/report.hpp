#pragma once

#include <string>
#include <string_view>

#include "cli/style.hpp"
#include "core/error.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

// Exit codes; a public contract, named in --help.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsageError = 2;  ///< The command line or what it gives cannot be right.
inline constexpr int kFindings = 3;    ///< Done, but something needs a look.
inline constexpr int kBug = 70;        ///< EX_SOFTWARE of BSD's sysexits.

/// kBug for `internal`, kUsageError for `invalid_argument`, kFailed for everything else.
int exit_code_for(const Error& error);

/// The exit code of a call that succeeded. kFindings when migrations give warnings or their files
/// are missing, when a check is not ok or finds a file out of date, and when a database in a list
/// cannot be used; kDone otherwise.
int exit_code_for_result(std::string_view tool, const jsonrpc::Json& structured);

/// For people: "error: " and the message, then where there is one the place and the hint, each on a
/// line of its own. Ends with a line end.
std::string error_text(const Error& error, const Style& style);

/// For scripts, on one line with its line end:
/// {"error":{"code":…,"message":…,"hint":…,"place":{"file","line","column","statement"}}}, what is
/// empty or unknown left out.
std::string error_json(const Error& error);

}  // namespace d1mcp::cli
