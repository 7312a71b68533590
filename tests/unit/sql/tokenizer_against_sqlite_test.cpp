// SQLite does not offer its tokenizer, but its parser names the token it stumbles over. A text that
// begins with a token no statement can begin with makes it name that token.

#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <random>
#include <sqlite3.h>
#include <string>

#include "sql/tokenizer.hpp"

namespace d1mcp::sql {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

Database open_database() {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &database), SQLITE_OK);
  return Database(database);
}

/// The token between the quotes of `near "…": syntax error` or `unrecognized token: "…"`.
std::optional<std::string> complained_token(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
  sqlite3_finalize(statement);
  const std::string message = sqlite3_errmsg(database);
  for (const std::string prefix : {"near \"", "unrecognized token: \""}) {
    if (code == SQLITE_OK || message.rfind(prefix, 0) != 0) continue;
    if (sqlite3_error_offset(database) != 0) return std::nullopt;
    return message.substr(prefix.size(), message.rfind('"') - prefix.size());
  }
  return std::nullopt;
}

/// Before 3.46 a hexadecimal number ended in front of other letters: 0x1x was 0x1 and x.
bool was_two_tokens(std::string_view text) {
  const bool is_old = sqlite3_libversion_number() < 3'046'000;
  return is_old && (text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X");
}

/// Compares every token of `sql` that SQLite is willing to name; gives how many those were.
int compare_tokens(sqlite3* database, const std::string& sql) {
  TokenStream stream(sql);
  int compared = 0;
  for (Token token = stream.next(); token.kind != TokenKind::end_of_text; token = stream.next()) {
    if (is_gap(token.kind) || token.kind == TokenKind::unterminated_comment) continue;
    if (token.kind == TokenKind::illegal && was_two_tokens(token.text)) continue;
    const std::string rest = sql.substr(static_cast<std::size_t>(token.text.data() - sql.data()));
    const auto expected = complained_token(database, rest);
    if (!expected) continue;
    EXPECT_EQ(std::string(token.text), *expected) << "in: " << rest;
    ++compared;
  }
  return compared;
}

/// A text of pieces that are likely to touch each other's tokens.
std::string random_text(std::mt19937& random) {
  static const std::string kPieces[] = {
      "_",        "'",    "''", "\"", "`",  "[",  "]",  "x'", "0x", "1",   "12", ".",
      "e",        "E",    "+",  "-",  "--", "->", "/*", "*/", "/",  "\n",  " ",  "\v",
      "\t",       "$",    "@",  ":",  "::", "?",  "#",  "(",  ")",  "abc", "a",  "\xEF\xBB\xBF",
      "\xC3\xA9", "\xFF", "|",  "=",  "<",  ">",  "!",  "~",  "&",  "%",   ",",  "\\",
      "{",        "x",    "F"};
  // Underscores in numbers are new in 3.46.
  const bool has_separators = sqlite3_libversion_number() >= 3'046'000;
  std::uniform_int_distribution<std::size_t> piece(has_separators ? 0 : 1, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> count(1, 8);
  std::string text;
  for (int left = count(random); left > 0; --left) text += kPieces[piece(random)];
  return text;
}

TEST(TokenizerAgainstSqlite, NamesTheSameTokensInRandomTexts) {
  const Database database = open_database();
  std::mt19937 random(20260517);
  int compared = 0;

  for (int round = 0; round < 50'000 && !testing::Test::HasFailure(); ++round) {
    compared += compare_tokens(database.get(), random_text(random));
  }

  EXPECT_GT(compared, 50'000);
}

TEST(TokenizerAgainstSqlite, NamesTheSameTokenForEveryPairOfBytes) {
  const Database database = open_database();
  int compared = 0;

  for (int first = 1; first < 256; ++first) {
    for (int second = 1; second < 256; ++second) {
      const char text[] = {static_cast<char>(first), static_cast<char>(second), 'z', '\0'};
      compared += compare_tokens(database.get(), text);
    }
  }

  EXPECT_GT(compared, 60'000);
}

}  // namespace
}  // namespace d1mcp::sql
