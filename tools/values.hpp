#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/result.hpp"
#include "d1/dialect.hpp"
#include "mcp/tool.hpp"
#include "sql/value.hpp"

namespace d1mcp::tools {

using mcp::Json;

// The one encoding of SQLite values in JSON, in results and in params alike (docs/values.md):
//
//   NULL                         null
//   INTEGER within ±(2^53 − 1)   a number without a point
//   INTEGER beyond               {"$int": "9223372036854775807"}
//   REAL                         a number with a point or an exponent: 5.0 stays 5.0
//   ±Infinity                    {"$real": "Infinity"}, {"$real": "-Infinity"}
//   TEXT                         a string
//   TEXT that is not UTF-8       {"$text_base64": "…", "bytes": 5}
//   BLOB                         {"$blob": "<base64>", "bytes": 3}
//   cut short                    {"$cut": "text", "head": "…", "bytes": 120000}

/// A cell as JSON. A TEXT or BLOB of more than `max_bytes` bytes is cut: its head and its full
/// size.
Json encode_value(const sql::Cell& cell, std::size_t max_bytes);

/// How many bytes of `cell` encode_value shows: fewer than it has when it would be cut.
std::size_t shown_bytes(const sql::Cell& cell, std::size_t max_bytes);

/// The value a parameter stands for; true and false are 1 and 0. `path` names it in errors.
Result<sql::Value> decode_value(const Json& json, const std::string& path);

/// `params`: an array binds positions, an object binds names.
Result<sql::Parameters> decode_parameters(const Json& arguments);

/// `parameters` as they reach a database with the rules of `dialect`. D1 binds what JavaScript has:
/// every number that fits into a double as REAL. An integer beyond 2^53 cannot come from there and
/// stays as exact as it is.
sql::Parameters as_bound(sql::Parameters parameters, d1::Dialect dialect);

}  // namespace d1mcp::tools
