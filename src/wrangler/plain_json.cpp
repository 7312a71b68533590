#include "wrangler/plain_json.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/text.hpp"

namespace d1mcp::wrangler {
namespace {

// Just behind the string that begins at `start`; the end of the text when it is not closed.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  for (std::size_t at = start + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

// Just behind the comment that begins at `start`; nothing when it is not closed, `start` when there
// is no comment.
std::optional<std::size_t> end_of_comment(std::string_view text, std::size_t start) {
  if (text[start] != '/') return start;
  if (text.substr(start, 2) == "//") {
    return std::min(text.find_first_of("\r\n", start), text.size());
  }
  if (text.substr(start, 2) != "/*") return start;
  const std::size_t end = text.find("*/", start + 2);
  if (end == std::string_view::npos) return std::nullopt;
  return end + 2;
}

void blank(std::string& text, std::size_t start, std::size_t end) {
  for (std::size_t at = start; at < end; ++at) {
    if (text[at] != '\n') text[at] = ' ';
  }
}

Error unclosed_comment(std::string_view text, std::size_t offset, std::string_view file) {
  TextPosition position(text);
  position.advance_to(offset);
  return Error{
      .code = ErrorCode::invalid_argument,
      .message = "a comment is never closed",
      .hint = "add the missing */",
      .place =
          Place{.file = std::string(file), .line = position.line(), .column = position.column()}};
}

}  // namespace

void TextPosition::advance_to(std::size_t offset) {
  const std::string_view passed = text_.substr(0, offset);
  while (offset_ < passed.size()) {
    const std::size_t line_end = passed.find('\n', offset_);
    if (line_end == std::string_view::npos) {
      column_ += static_cast<std::uint32_t>(count_code_points(passed.substr(offset_)));
      offset_ = passed.size();
      return;
    }
    offset_ = line_end + 1;
    ++line_;
    column_ = 1;
  }
}

Result<std::string> plain_json(std::string_view text, std::string_view file) {
  std::string plain(text);
  std::optional<std::size_t> comma;  // The last one, if nothing but space has come since.
  bool after_value = false;
  for (std::size_t at = 0; at < plain.size();) {
    const char c = plain[at];
    const auto comment_end = end_of_comment(plain, at);
    if (!comment_end) return unclosed_comment(text, at, file);
    if (*comment_end > at) {
      blank(plain, at, *comment_end);
      at = *comment_end;
      continue;
    }
    const std::size_t next = c == '"' ? end_of_string(plain, at) : at + 1;
    if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
      if (comma && (c == ']' || c == '}')) plain[*comma] = ' ';
      comma = c == ',' && after_value ? std::optional(at) : std::nullopt;
      after_value = std::string_view("[{,:").find(c) == std::string_view::npos;
    }
    at = next;
  }
  return plain;
}

}  // namespace d1mcp::wrangler
