#pragma once

#include "cli/style.hpp"
#include "cli/text_table.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

/// A value of a row as a person reads it. The tagged values of run_query are read for what they
/// stand for: {"$int"} and {"$real"} as numbers, {"$blob"} as <blob 12 bytes>, {"$text_base64"} as
/// its text with what is no UTF-8 replaced, {"$cut"} as its head with an ellipsis.
TableCell shown_value(const jsonrpc::Json& value, const Style& style);

/// The rows of a result under the names of its columns: members `columns` ({"name"}) and `rows`
/// (arrays).
TextTable result_table(const jsonrpc::Json& result, const Style& style);

}  // namespace d1mcp::cli
