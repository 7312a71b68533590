#include "sql/plain_text.hpp"

#include <array>
#include <cstdint>

namespace d1mcp::sql {
namespace {

enum class Kind : std::uint8_t {
  plain,
  name_part,
  space,
  quote,
  bracket,  ///< [ as it opens a name.
  minus,
  slash,
  dollar,  ///< Part of a name, or the beginning of a variable.
  mark,    ///< May begin a byte order mark.
  end,     ///< Semicolons, NUL bytes, and what begins variables of odd forms.
};

constexpr Kind kind_of(unsigned c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (is_letter || (c >= '0' && c <= '9') || c == '_') return Kind::name_part;
  if (c == 0xEF) return Kind::mark;
  if (c >= 0x80) return Kind::name_part;
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\f':
    case '\r': return Kind::space;
    case '\'':
    case '"':
    case '`': return Kind::quote;
    case '[': return Kind::bracket;
    case '-': return Kind::minus;
    case '/': return Kind::slash;
    case '$': return Kind::dollar;
    case ';':
    case ':':
    case '@':
    case '#':
    case '\v':
    case '\0': return Kind::end;
    default: return Kind::plain;
  }
}

constexpr auto kKinds = [] {
  std::array<Kind, 256> kinds{};
  for (unsigned c = 0; c < kinds.size(); ++c) kinds[c] = kind_of(c);
  return kinds;
}();

Kind kind_at(std::string_view sql, std::size_t at) {
  return kKinds[static_cast<unsigned char>(sql[at])];
}

// How long the quoted text at `begin` is; 0 when it is not known to be closed. A quote at the end
// of what is known may be the first of two.
std::size_t quoted_size(std::string_view sql, std::size_t begin, char quote, bool can_double) {
  std::size_t end = sql.find(quote, begin + 1);
  while (can_double && end < sql.size() - 1 && sql[end + 1] == quote) {
    end = sql.find(quote, end + 2);
  }
  if (end >= sql.size() - 1) return 0;
  const std::string_view quoted = sql.substr(begin, end + 1 - begin);
  return quoted.find('\0') == std::string_view::npos ? quoted.size() : 0;
}

// How many bytes from `at` on belong to a plain stretch together; 0 when it ends there.
std::size_t step(std::string_view sql, std::size_t at) {
  const auto is_followed_by = [&](char c) { return at + 1 == sql.size() || sql[at + 1] == c; };
  switch (kind_at(sql, at)) {
    case Kind::plain:
    case Kind::name_part:
    case Kind::space: return 1;
    case Kind::quote: return quoted_size(sql, at, sql[at], /*can_double=*/true);
    case Kind::bracket: return quoted_size(sql, at, ']', /*can_double=*/false);
    case Kind::minus: return is_followed_by('-') ? 0 : 1;
    case Kind::slash: return is_followed_by('*') ? 0 : 1;
    case Kind::dollar:
    case Kind::mark:
    case Kind::end: return 0;
  }
  return 0;
}

// Behind the first byte of a name or number, `$` and all bytes beyond ASCII belong to it.
std::size_t name_end(std::string_view sql, std::size_t begin) {
  std::size_t end = begin;
  const auto goes_on = [&](Kind kind) {
    return kind == Kind::name_part || (end > begin && (kind == Kind::dollar || kind == Kind::mark));
  };
  while (end < sql.size() && goes_on(kind_at(sql, end))) ++end;
  return end;
}

// Behind the first byte of white space a vertical tab belongs to it.
std::size_t space_end(std::string_view sql, std::size_t begin) {
  std::size_t end = begin;
  while (end < sql.size() &&
         (kind_at(sql, end) == Kind::space || (end > begin && sql[end] == '\v'))) {
    ++end;
  }
  return end;
}

}  // namespace

PlainText plain_text(std::string_view sql) {
  PlainText plain;
  PlainText settled;  // Up to where a token begins, whatever follows.
  while (plain.size < sql.size()) {
    const std::size_t name = name_end(sql, plain.size);
    if (name > plain.size) plain = {.size = name, .solid = name};
    if (const std::size_t space = space_end(sql, plain.size); space > plain.size) {
      if (space == sql.size()) return settled;
      plain.size = space;
      settled = plain;
      continue;
    }
    const std::size_t taken = plain.size < sql.size() ? step(sql, plain.size) : 0;
    if (taken == 0) break;
    const bool may_go_on = sql[plain.size] == '.' || sql[plain.size] == '?';
    plain = {.size = plain.size + taken, .solid = plain.size + taken};
    if (!may_go_on) settled = plain;
  }
  return settled;
}

}  // namespace d1mcp::sql
