// A cursor is base64url of "<list>:<first entry>": opaque to clients, and one list refuses
// another's.

#include "mcp/pagination.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "core/encoding.hpp"
#include "mcp/meta.hpp"

namespace d1mcp::mcp {
namespace {

std::string cursor_for(std::string_view list, std::size_t first) {
  return base64url_encode(std::string(list) + ":" + std::to_string(first));
}

std::optional<std::size_t> first_named_by(const std::string& cursor, std::string_view list) {
  const std::optional<std::string> text = base64url_decode(cursor);
  const std::string prefix = std::string(list) + ":";
  if (!text || !text->starts_with(prefix)) return std::nullopt;
  std::size_t first = 0;
  const char* end = text->data() + text->size();
  const auto [stopped, failure] = std::from_chars(text->data() + prefix.size(), end, first);
  if (failure != std::errc{} || stopped != end) return std::nullopt;
  return first;
}

}  // namespace

std::variant<Page, jsonrpc::Fault> page_of(const Json& params,
                                           std::string_view list,
                                           std::size_t size) {
  Page page{.first = 0, .last = std::min(size, kPageSize), .next_cursor = {}};
  if (const Json* cursor = member(params, "cursor"); cursor != nullptr && *cursor != "") {
    const auto first = cursor->is_string()
                           ? first_named_by(cursor->get_ref<const std::string&>(), list)
                           : std::nullopt;
    if (!first || *first == 0 || *first >= size || *first % kPageSize != 0) {
      return jsonrpc::Fault{.code = jsonrpc::Code::invalid_params,
                            .message =
                                "this cursor was not given out for this list; "
                                "ask without a cursor for the first page"};
    }
    page.first = *first;
    page.last = std::min(size, page.first + kPageSize);
  }
  if (page.last < size) page.next_cursor = cursor_for(list, page.last);
  return page;
}

Outcome list_result(const Json& params, const std::string& list, const Json& entries) {
  auto found = page_of(params, list, entries.size());
  if (auto* fault = std::get_if<jsonrpc::Fault>(&found)) return std::move(*fault);
  const Page& page = std::get<Page>(found);
  Json shown = Json::array();
  for (std::size_t index = page.first; index < page.last; ++index) shown.push_back(entries[index]);
  Json result = {{list, std::move(shown)}};
  if (!page.next_cursor.empty()) result["nextCursor"] = page.next_cursor;
  return result;
}

}  // namespace d1mcp::mcp
