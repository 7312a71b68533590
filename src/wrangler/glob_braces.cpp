#include "wrangler/glob_segment.hpp"

namespace d1mcp::wrangler::glob {
namespace {

using Texts = std::vector<std::u16string>;

constexpr std::size_t kMaxAlternatives = 128;

// Where the brace opened at `open` is closed; npos when it is not.
std::size_t closing_brace(std::u16string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (text[at] == u'{') ++depth;
    if (text[at] == u'}' && --depth == 0) return at;
  }
  return std::u16string_view::npos;
}

// `body` cut at the commas that stand in no inner braces.
std::vector<std::u16string_view> choices(std::u16string_view body) {
  std::vector<std::u16string_view> parts;
  std::size_t start = 0;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == u'{') ++depth;
    if (body[at] == u'}') --depth;
    if (body[at] != u',' || depth > 0) continue;
    parts.push_back(body.substr(start, at - start));
    start = at + 1;
  }
  parts.push_back(body.substr(start));
  return parts;
}

// Whether `body` could be a sequence like 1..3 or a..e; told apart by its dots alone.
bool is_sequence(std::u16string_view body) {
  return body.find(u"..") != std::u16string_view::npos &&
         body.find_first_of(u",{") == std::u16string_view::npos;
}

Status check_count(std::size_t count) {
  if (count <= kMaxAlternatives) return {};
  return refusal(
      ErrorCode::limit_exceeded,
      "its braces stand for more than " + std::to_string(kMaxAlternatives) + " patterns");
}

Result<Texts> expand_body(std::u16string_view body) {
  const std::vector<std::u16string_view> parts = choices(body);
  Texts expanded;
  for (const std::u16string_view part : parts) {
    TRY_ASSIGN(const Texts inner, expand_braces(part));
    expanded.insert(expanded.end(), inner.begin(), inner.end());
    TRY(check_count(expanded.size()));
  }
  // Braces without a choice are ordinary characters.
  if (parts.size() == 1) {
    for (std::u16string& text : expanded) text = u"{" + text + u"}";
  }
  return expanded;
}

// Each of `left` followed by each of `right`.
Result<Texts> combine(const Texts& left, const Texts& right) {
  TRY(check_count(left.size() * right.size()));
  Texts combined;
  for (const std::u16string& head : left) {
    for (const std::u16string& tail : right) combined.push_back(head + tail);
  }
  return combined;
}

}  // namespace

Result<Texts> expand_braces(std::u16string_view pattern) {
  Texts expanded = {u""};
  while (true) {
    const std::size_t open = pattern.find_first_of(u"{}");
    if (open == std::u16string_view::npos) return combine(expanded, {std::u16string(pattern)});
    const std::size_t close =
        pattern[open] == u'{' ? closing_brace(pattern, open) : std::u16string_view::npos;
    if (close == std::u16string_view::npos) {
      return refusal(ErrorCode::invalid_argument, "its braces do not pair up");
    }
    const std::u16string_view body = pattern.substr(open + 1, close - open - 1);
    const bool is_plain = open > 0 && pattern[open - 1] == u'$';
    if (!is_plain && is_sequence(body)) {
      return refusal(ErrorCode::unsupported,
                     "sequences like {1..3} are not understood here",
                     "write the choices out: {1,2,3}");
    }
    TRY_ASSIGN(const Texts values,
               is_plain
                   ? Result<Texts>(Texts{std::u16string(pattern.substr(open, close - open + 1))})
                   : expand_body(body));
    TRY_ASSIGN(expanded, combine(expanded, {std::u16string(pattern.substr(0, open))}));
    TRY_ASSIGN(expanded, combine(expanded, values));
    pattern.remove_prefix(close + 1);
  }
}

}  // namespace d1mcp::wrangler::glob
