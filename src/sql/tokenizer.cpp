#include "sql/tokenizer.hpp"

#include <array>
#include <cstdint>

#include "core/text.hpp"

namespace d1mcp::sql {
namespace {

enum CharacterClass : std::uint8_t {
  digit = 1,
  hex_digit = 2,
  name_part = 4,  ///< What may continue a name: letters, digits, _, $ and every byte from 0x80 on.
  space = 8,
};

constexpr std::uint8_t class_of(int c) {
  const bool is_digit = c >= '0' && c <= '9';
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool is_hex = is_digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  const bool is_name_part = is_digit || is_letter || c == '_' || c == '$' || c >= 0x80;
  const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
  return static_cast<std::uint8_t>((is_digit ? digit : 0) | (is_hex ? hex_digit : 0) |
                                   (is_name_part ? name_part : 0) | (is_space ? space : 0));
}

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) classes[c] = class_of(static_cast<int>(c));
  return classes;
}();

constexpr bool is(CharacterClass wanted, char c) {
  return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}

struct Extent {
  TokenKind kind;
  std::size_t length;
};

/// A text that seems to be followed by NUL bytes, as SQLite's is.
class Text {
 public:
  explicit Text(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }

  [[nodiscard]] std::size_t skip(CharacterClass wanted, std::size_t i) const {
    while (i < bytes_.size() && is(wanted, bytes_[i])) ++i;
    return i;
  }

  /// Where `wanted` or a NUL byte stands next, or the end.
  [[nodiscard]] std::size_t find(char wanted, std::size_t i) const {
    while (i < bytes_.size() && bytes_[i] != wanted && bytes_[i] != '\0') ++i;
    return i;
  }

 private:
  std::string_view bytes_;
};

Extent scan_word(Text text) {
  return {TokenKind::word, text.skip(name_part, 1)};
}

Extent scan_quoted(Text text, TokenKind closed, TokenKind open) {
  const char quote = text.at(0);
  std::size_t end = text.find(quote, 1);
  while (text.at(end) == quote && text.at(end + 1) == quote) end = text.find(quote, end + 2);
  if (text.at(end) != quote) return {open, end};
  return {closed, end + 1};
}

Extent scan_bracketed(Text text) {
  const std::size_t end = text.find(']', 1);
  if (text.at(end) != ']') return {TokenKind::unterminated_name, end};
  return {TokenKind::quoted_name, end + 1};
}

Extent scan_blob(Text text) {
  const std::size_t digits_end = text.skip(hex_digit, 2);
  const std::size_t end = text.find('\'', digits_end);
  if (text.at(end) != '\'') return {TokenKind::unterminated_blob, end};
  const bool well_formed = end == digits_end && end % 2 == 0;
  return {well_formed ? TokenKind::blob : TokenKind::illegal, end + 1};
}

Extent scan_minus(Text text) {
  if (text.at(1) == '-') return {TokenKind::line_comment, text.find('\n', 2)};
  if (text.at(1) != '>') return {TokenKind::symbol, 1};
  return {TokenKind::symbol, text.at(2) == '>' ? 3U : 2U};
}

Extent scan_slash(Text text) {
  if (text.at(1) != '*') return {TokenKind::symbol, 1};
  std::size_t star = text.find('*', 2);
  while (text.at(star) == '*' && text.at(star + 1) != '/') star = text.find('*', star + 1);
  if (text.at(star) != '*') return {TokenKind::unterminated_comment, star};
  return {TokenKind::block_comment, star + 2};
}

/// Digits of a number with the underscores among them.
class DigitRun {
 public:
  DigitRun(Text text, CharacterClass digits) : text_(text), digits_(digits) {}

  /// Where the run beginning at `i` ends.
  std::size_t end_from(std::size_t i) {
    while (is(digits_, text_.at(i)) || text_.at(i) == '_') {
      const bool is_separator = text_.at(i) == '_';
      if (is_separator && !(is(digits_, text_.at(i - 1)) && is(digits_, text_.at(i + 1))))
        separators_fit_ = false;
      ++i;
    }
    return i;
  }

  /// False once an underscore stood elsewhere than between two digits.
  [[nodiscard]] bool separators_fit() const { return separators_fit_; }

 private:
  Text text_;
  CharacterClass digits_;
  bool separators_fit_ = true;
};

bool begins_exponent(Text text, std::size_t i) {
  if (text.at(i) != 'e' && text.at(i) != 'E') return false;
  const bool has_sign = text.at(i + 1) == '+' || text.at(i + 1) == '-';
  return is(digit, text.at(has_sign ? i + 2 : i + 1));
}

/// A number ends where no name could go on: "1abc" is one illegal token.
Extent number_ending(Text text, std::size_t end, TokenKind kind, bool separators_fit) {
  const std::size_t name_end = text.skip(name_part, end);
  return {name_end == end && separators_fit ? kind : TokenKind::illegal, name_end};
}

Extent scan_number(Text text) {
  const bool is_hex = text.at(0) == '0' && (text.at(1) == 'x' || text.at(1) == 'X');
  if (is_hex && is(hex_digit, text.at(2))) {
    DigitRun run(text, hex_digit);
    const std::size_t end = run.end_from(2);
    return number_ending(text, end, TokenKind::integer, run.separators_fit());
  }
  DigitRun run(text, digit);
  TokenKind kind = TokenKind::integer;
  std::size_t end = run.end_from(0);
  if (text.at(end) == '.') {
    kind = TokenKind::real;
    end = run.end_from(end + 1);
  }
  if (begins_exponent(text, end)) {
    kind = TokenKind::real;
    end = run.end_from(end + 2);
  }
  return number_ending(text, end, kind, run.separators_fit());
}

/// The Tcl suffix of a variable, "(…)" without white space, `i` being at its parenthesis.
Extent scan_variable_suffix(Text text, std::size_t i) {
  ++i;
  while (text.at(i) != '\0' && text.at(i) != ')' && !is(space, text.at(i))) ++i;
  if (text.at(i) != ')') return {TokenKind::illegal, i};
  return {TokenKind::variable, i + 1};
}

Extent scan_variable(Text text) {
  std::size_t i = 1;
  bool has_name = false;
  for (;;) {
    if (is(name_part, text.at(i))) {
      has_name = true;
      ++i;
    } else if (text.at(i) == ':' && text.at(i + 1) == ':') {
      i += 2;
    } else {
      break;
    }
  }
  if (text.at(i) == '(' && has_name) return scan_variable_suffix(text, i);
  return {has_name ? TokenKind::variable : TokenKind::illegal, i};
}

/// One character, or two when `partners` holds the second.
Extent scan_symbol(Text text, std::string_view partners) {
  const char second = text.at(1);
  const bool is_pair = second != '\0' && partners.find(second) != std::string_view::npos;
  return {TokenKind::symbol, is_pair ? 2U : 1U};
}

Extent scan_other(Text text) {
  if (text.at(0) == '\xEF' && text.at(1) == '\xBB' && text.at(2) == '\xBF')
    return {TokenKind::white_space, 3};
  if (is(digit, text.at(0))) return scan_number(text);
  if (is(name_part, text.at(0))) return scan_word(text);
  return {TokenKind::illegal, 1};
}

Extent scan(Text text) {
  switch (text.at(0)) {
    // A vertical tab continues white space but cannot begin it.
    case ' ':
    case '\t':
    case '\n':
    case '\f':
    case '\r': return {TokenKind::white_space, text.skip(space, 1)};
    case ';': return {TokenKind::semicolon, 1};
    case ',': return {TokenKind::comma, 1};
    case '(': return {TokenKind::left_parenthesis, 1};
    case ')': return {TokenKind::right_parenthesis, 1};
    case '.': return is(digit, text.at(1)) ? scan_number(text) : Extent{TokenKind::dot, 1};
    case '\'': return scan_quoted(text, TokenKind::string, TokenKind::unterminated_string);
    case '"':
    case '`': return scan_quoted(text, TokenKind::quoted_name, TokenKind::unterminated_name);
    case '[': return scan_bracketed(text);
    case 'x':
    case 'X': return text.at(1) == '\'' ? scan_blob(text) : scan_word(text);
    case '-': return scan_minus(text);
    case '/': return scan_slash(text);
    case '+':
    case '*':
    case '%':
    case '&':
    case '~': return {TokenKind::symbol, 1};
    case '=': return scan_symbol(text, "=");
    case '<': return scan_symbol(text, "=><");
    case '>': return scan_symbol(text, "=>");
    case '|': return scan_symbol(text, "|");
    case '!':
      return text.at(1) == '=' ? Extent{TokenKind::symbol, 2} : Extent{TokenKind::illegal, 1};
    case '?': return {TokenKind::variable, text.skip(digit, 1)};
    case '$':
    case '@':
    case '#':
    case ':': return scan_variable(text);
    default: return scan_other(text);
  }
}

}  // namespace

Token first_token(std::string_view sql) {
  if (sql.empty()) return {};
  const Extent extent = scan(Text(sql));
  return {extent.kind, sql.substr(0, extent.length)};
}

Token TokenStream::next_solid() {
  Token token = next();
  while (is_gap(token.kind)) token = next();
  return token;
}

std::vector<Token> solid_tokens(std::string_view sql) {
  TokenStream stream(sql);
  std::vector<Token> tokens;
  for (Token token = stream.next_solid(); token.kind != TokenKind::end_of_text;
       token = stream.next_solid()) {
    tokens.push_back(token);
  }
  return tokens;
}

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::word && equal_names(token.text, word);
}

std::string unquoted(const Token& token) {
  if (token.kind != TokenKind::quoted_name && token.kind != TokenKind::string)
    return std::string(token.text);
  const char quote = token.text.front();
  const std::string_view inner = token.text.substr(1, token.text.size() - 2);
  if (quote == '[') return std::string(inner);
  std::string name;
  std::size_t from = 0;
  for (std::size_t at = inner.find(quote); at != std::string_view::npos;
       at = inner.find(quote, from)) {
    name.append(inner, from, at + 1 - from);
    from = at + 2;
  }
  if (from < inner.size()) name.append(inner, from);
  return name;
}

}  // namespace d1mcp::sql
