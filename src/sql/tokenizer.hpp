#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::sql {

/// What SQLite sees in a stretch of SQL text.
enum class TokenKind {
  white_space,    ///< Also a UTF-8 byte order mark, wherever a token could begin.
  line_comment,   ///< `-- …` without the line feed that ends it.
  block_comment,  ///< `/* … */`; they do not nest.
  semicolon,
  comma,
  dot,
  left_parenthesis,
  right_parenthesis,
  symbol,       ///< Every other operator: + - * / % = == <> != < <= << > >= >> | || & ~ -> ->>
  word,         ///< A keyword or an unquoted name.
  quoted_name,  ///< "…", `…` or […]. SQLite may take "…" for a string when no such name exists.
  string,       ///< '…'. SQLite takes it for a name where only a name can stand.
  blob,         ///< x'…' with an even number of hexadecimal digits.
  integer,
  real,
  variable,             ///< ?, ?1, :a, @a, $a, $a::b(c).
  illegal,              ///< What SQLite calls an "unrecognized token"; a NUL byte too.
  unterminated_string,  ///< These four reach to the end of the text or to a NUL byte.
  unterminated_name,
  unterminated_blob,
  unterminated_comment,
  end_of_text,  ///< No bytes left.
};

/// A token and the bytes it was read from.
struct Token {
  TokenKind kind = TokenKind::end_of_text;
  std::string_view text;
};

/// The token at the beginning of `sql`, with the bounds that sqlite3GetToken() of SQLite 3.46 and
/// later gives it (tokenize.c). Looks at most `kTokenLookahead` bytes past the token. Underscores
/// between digits are part of a number as since 3.46; older versions call such a token illegal.
/// Two things differ: a comment that is never closed has a kind of its own where SQLite takes it
/// for white space, and a NUL byte, where SQLite stops reading, is an illegal token of one byte.
Token first_token(std::string_view sql);

/// What follows a token by more than this cannot change it.
inline constexpr std::size_t kTokenLookahead = 3;

/// Reads the tokens of a text one after the other. The text must outlive the tokens.
class TokenStream {
 public:
  explicit TokenStream(std::string_view sql) : rest_(sql) {}

  /// The next token of any kind; `end_of_text` for ever at the end.
  Token next() {
    const Token token = first_token(rest_);
    rest_.remove_prefix(token.text.size());
    return token;
  }

  /// The next token that is neither white space nor a comment.
  Token next_solid();

 private:
  std::string_view rest_;
};

/// All tokens of `sql` but white space and comments, without `end_of_text`.
std::vector<Token> solid_tokens(std::string_view sql);

/// Whether the token separates others and means nothing itself: white space and comments.
constexpr bool is_gap(TokenKind kind) {
  return kind == TokenKind::white_space || kind == TokenKind::line_comment ||
         kind == TokenKind::block_comment;
}

/// Whether the token was opened and not closed before the text ended.
constexpr bool is_unterminated(TokenKind kind) {
  return kind == TokenKind::unterminated_string || kind == TokenKind::unterminated_name ||
         kind == TokenKind::unterminated_blob || kind == TokenKind::unterminated_comment;
}

/// Whether the token is the unquoted word `word`; ASCII case is ignored.
bool is_word(const Token& token, std::string_view word);

/// Whether the token can stand where SQL wants a name: words, quoted names and strings.
constexpr bool is_name(TokenKind kind) {
  return kind == TokenKind::word || kind == TokenKind::quoted_name || kind == TokenKind::string;
}

/// The name or string a token stands for: without its quotes, inner doubled quotes single. Tokens
/// that are not quoted are given as they are.
std::string unquoted(const Token& token);

}  // namespace d1mcp::sql
