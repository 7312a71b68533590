#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/style.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

// Pieces that several results have in common. Each is a number of whole lines, or empty.

/// "note: …" for each of the member `notes`, "warning: …" for each of `warnings`.
std::string remarks(const jsonrpc::Json& result, const Style& style);

/// How wide the widest `member` of the objects in `list` is on a terminal.
std::size_t widest_text(const jsonrpc::Json& list, const char* member);

/// What was inserted, updated and deleted in each table of the array `changes`, a line for each,
/// begun with `indent`.
std::string change_lines(const jsonrpc::Json& changes, std::string_view indent);

/// Rows inserted, updated and deleted in all tables of `changes`.
std::uint64_t rows_changed(const jsonrpc::Json& changes);

/// "1.2 ms", "340 ms", "2.5 s"; empty when the number is negative.
std::string duration_text(double milliseconds);

/// `words` joined by ", ", those that are empty left out.
std::string comma_list(const std::vector<std::string>& words);

}  // namespace d1mcp::cli
