#include "sql/splitter.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "sql/plain_text.hpp"
#include "sql/script_errors.hpp"
#include "sql/statement_boundary.hpp"

namespace d1mcp::sql {
namespace {

constexpr std::size_t kPieceSize = 65'536;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The position behind `text`, which begins at `from`.
Position advanced(Position from, std::string_view text) {
  const bool is_mark = from.offset == 0 && text == kByteOrderMark;
  from.offset += text.size();
  if (is_mark) return from;  // Editors do not show it.
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    ++from.line;
    from.column = 1;
    text.remove_prefix(end + 1);
  }
  from.column += static_cast<std::uint32_t>(count_code_points(text));
  return from;
}

// Whether plain text is looked for behind the token: behind others there may be none, again and
// again.
bool settles(TokenKind kind) {
  return is_gap(kind) || kind == TokenKind::comma || kind == TokenKind::symbol ||
         kind == TokenKind::left_parenthesis || kind == TokenKind::right_parenthesis;
}

}  // namespace

Splitter::Splitter(ChunkSource chunks) : chunks_(std::move(chunks)) {}

Result<std::optional<Statement>> Splitter::next() {
  if (failure_) return *failure_;
  auto statement = read_statement();
  if (!statement) failure_ = statement.error();
  return statement;
}

Result<std::optional<Statement>> Splitter::read_statement() {
  StatementBoundary boundary;
  std::size_t length = 0;  // From begin_ to the last token that is no white space.
  for (;;) {
    TRY_ASSIGN(const Token token, read_token());
    if (token.kind == TokenKind::end_of_text) break;
    boundary.see(token);
    if (token.kind != TokenKind::white_space && !boundary.between_statements()) {
      length = read_ - begin_;
    } else if (length == 0) {
      forget_until(read_);
    } else if (boundary.between_statements()) {
      return cut(length);
    }
    if (boundary.awaits_semicolon() && settles(token.kind)) {
      const PlainText plain = plain_text(unread());
      if (plain.solid > 0) length = read_ + plain.solid - begin_;
      read_ += plain.size;
    }
  }
  if (boundary.inside_trigger()) return located(unterminated_trigger(), begin_);
  return length == 0 ? std::nullopt : cut(length);
}

/// A token that could still go on when more of the script arrives is not a token yet. As much is
/// read again each time as the token has, so that a long one is scanned a few times only.
Result<Token> Splitter::read_token() {
  Token token = first_token(unread());
  while (!source_ended_ && may_go_on(token)) {
    TRY(read_more(token.text.size()));
    token = first_token(unread());
  }
  if (is_unterminated(token.kind) || token.kind == TokenKind::illegal) TRY(check(token));
  read_ += token.text.size();
  return token;
}

bool Splitter::may_go_on(const Token& token) const {
  const std::string_view rest = unread().substr(token.text.size());
  // A semicolon behind a token keeps it from going on.
  return token.kind != TokenKind::semicolon && rest.size() < kTokenLookahead &&
         rest.find(';') == std::string_view::npos;
}

Status Splitter::check(const Token& token) const {
  const std::size_t end = read_ + token.text.size();
  const bool stopped_by_nul = end < buffer_.size() && buffer_[end] == '\0';
  if (is_unterminated(token.kind)) {
    return stopped_by_nul ? located(nul_byte(), end) : located(unterminated(token), read_);
  }
  if (token.text.front() == '\0') return located(nul_byte(), read_);
  return {};
}

Status Splitter::read_more(std::size_t wanted) {
  if (begin_ > buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    read_ -= begin_;
    begin_ = 0;
  }
  const std::size_t goal = buffer_.size() + std::max<std::size_t>(wanted, 1);
  while (!source_ended_ && buffer_.size() < goal) {
    TRY_ASSIGN(const std::string piece, chunks_());
    source_ended_ = piece.empty();
    buffer_ += piece;
  }
  return {};
}

std::string_view Splitter::unread() const {
  return std::string_view(buffer_).substr(read_);
}

void Splitter::forget_until(std::size_t index) {
  position_ = advanced(position_, std::string_view(buffer_).substr(begin_, index - begin_));
  begin_ = index;
}

std::optional<Statement> Splitter::cut(std::size_t length) {
  std::optional statement =
      Statement{.text = buffer_.substr(begin_, length), .start = position_, .number = ++given_};
  forget_until(read_);
  return statement;
}

Statement Splitter::pass(std::size_t begin, std::size_t end) {
  const std::size_t after = read_ + end + 1;
  forget_until(read_ + begin);
  Statement statement{.text = {}, .start = position_, .number = ++given_};
  forget_until(after);
  read_ = after;
  return statement;
}

Error Splitter::located(Error error, std::size_t index) const {
  const Position position =
      advanced(position_, std::string_view(buffer_).substr(begin_, index - begin_));
  return std::move(error).at(
      {.file = {}, .line = position.line, .column = position.column, .statement = given_ + 1});
}

Result<std::vector<Statement>> split(std::string_view script) {
  Splitter splitter([rest = script]() mutable -> Result<std::string> {
    std::string piece(rest.substr(0, kPieceSize));
    rest.remove_prefix(piece.size());
    return piece;
  });
  std::vector<Statement> statements;
  for (;;) {
    TRY_ASSIGN(std::optional<Statement> statement, splitter.next());
    if (!statement) return statements;
    statements.push_back(*std::move(statement));
  }
}

Position position_in_script(const Statement& statement, std::size_t offset) {
  return advanced(statement.start, std::string_view(statement.text).substr(0, offset));
}

}  // namespace d1mcp::sql
