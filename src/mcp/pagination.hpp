#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "jsonrpc/message.hpp"
#include "mcp/method.hpp"

namespace d1mcp::mcp {

/// How many entries of a list one reply holds.
inline constexpr std::size_t kPageSize = 100;

/// The part of a list one request asks for: entries `first` up to but not including `last`.
struct Page {
  std::size_t first = 0;
  std::size_t last = 0;
  std::string next_cursor;  ///< Empty on the last page.
};

/// Reads `params.cursor` of a request for the list called `list`, which holds `size` entries.
/// Absent and empty cursors mean the first page; a cursor that this list did not give out is
/// `invalid_params`.
std::variant<Page, jsonrpc::Fault> page_of(const Json& params,
                                           std::string_view list,
                                           std::size_t size);

/// The reply to a request for a list: the page of `entries` under the name `list`, and
/// `nextCursor`.
Outcome list_result(const Json& params, const std::string& list, const Json& entries);

}  // namespace d1mcp::mcp
