// toml++ is compiled into this file alone, with settings of our own: results instead of exceptions,
// and the parts of TOML 1.1 that wrangler's parser accepts.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 1
#define TOML_MAX_NESTED_VALUES 64

#include <algorithm>

#include <toml++/toml.h>

#include "core/text.hpp"
#include "wrangler/document.hpp"

namespace d1mcp::wrangler {
namespace {

static_assert(TOML_MAX_NESTED_VALUES == kMaxDocumentDepth);

Error too_deep(std::string_view file, std::uint32_t line) {
  return Error{.code = ErrorCode::limit_exceeded,
               .message = "values are nested more than " + std::to_string(kMaxDocumentDepth) +
                          " levels deep",
               .hint = {},
               .place = Place{.file = std::string(file), .line = line, .column = 1}};
}

// Just behind the string or comment that begins at `start`.
std::size_t end_of_text(std::string_view text, std::size_t start) {
  const char quote = text[start];
  if (quote == '#') return std::min(text.find('\n', start), text.size());
  const std::string_view three = text.substr(start, 3);
  const bool is_block = three.size() == 3 && three[1] == quote && three[2] == quote;
  const std::string_view closing = is_block ? three : three.substr(0, 1);
  for (std::size_t at = start + closing.size(); at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == '\n' && !is_block) {
      return at;
    } else if (text.substr(at, closing.size()) == closing) {
      return at + closing.size();
    }
  }
  return text.size();
}

// toml++ 3.3 follows dotted keys (a.b.c = 1) without a limit and overflows the stack when it frees
// what it made of some ten thousand dots.
Status check_dotted_keys(std::string_view text, std::string_view file) {
  std::size_t dots = 0;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool is_text = c == '"' || c == '\'' || c == '#';
    const std::size_t next = is_text ? end_of_text(text, at) : at + 1;
    if (c == '.' && ++dots >= kMaxDocumentDepth) return too_deep(file, line);
    if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) dots = 0;
    line += static_cast<std::uint32_t>(std::ranges::count(text.substr(at, next - at), '\n'));
    at = next;
  }
  return {};
}

Node::Kind kind_of(toml::node_type type) {
  switch (type) {
    case toml::node_type::none: return Node::Kind::null;
    case toml::node_type::table: return Node::Kind::object;
    case toml::node_type::array: return Node::Kind::list;
    case toml::node_type::string: return Node::Kind::text;
    case toml::node_type::integer:
    case toml::node_type::floating_point: return Node::Kind::number;
    case toml::node_type::boolean: return Node::Kind::boolean;
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time: return Node::Kind::date;
  }
  return Node::Kind::null;
}

Result<Node> convert(const toml::node& value, std::string_view file, std::size_t depth) {
  Node node;
  node.kind = kind_of(value.type());
  node.line = value.source().begin.line;
  node.column = value.source().begin.column;
  if (depth > kMaxDocumentDepth) return too_deep(file, node.line);
  if (const auto* const text = value.as_string()) node.text = text->get();
  if (const auto* const list = value.as_array()) {
    for (const toml::node& item : *list) {
      TRY_ASSIGN(Node converted, convert(item, file, depth + 1));
      node.items.push_back(std::move(converted));
    }
  }
  if (const auto* const table = value.as_table()) {
    for (const auto& [key, member] : *table) {
      TRY_ASSIGN(Node converted, convert(member, file, depth + 1));
      node.names.emplace_back(key.str());
      node.items.push_back(std::move(converted));
    }
  }
  return node;
}

}  // namespace

Result<Node> parse_toml(std::string_view text, std::string_view file) {
  TRY(check_dotted_keys(text, file));
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::source_position where = parsed.error().source().begin;
    return Error{
        .code = ErrorCode::invalid_argument,
        .message = "this is not TOML: " + to_valid_utf8(parsed.error().description()),
        .hint = {},
        .place = Place{.file = std::string(file), .line = where.line, .column = where.column}};
  }
  return convert(parsed.table(), file, /*depth=*/1);
}

}  // namespace d1mcp::wrangler
