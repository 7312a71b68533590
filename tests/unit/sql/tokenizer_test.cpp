#include "sql/tokenizer.hpp"

#include <gtest/gtest.h>
#include <span>
#include <string>

namespace d1mcp::sql {
namespace {

using namespace std::string_view_literals;

/// One token at the beginning of a text.
struct TokenizerCase {
  std::string_view sql;
  TokenKind kind;
  std::string_view text;
};

void expect_first_tokens(std::span<const TokenizerCase> cases) {
  for (const TokenizerCase& tested : cases) {
    SCOPED_TRACE(testing::PrintToString(std::string(tested.sql)));
    const Token token = first_token(tested.sql);
    EXPECT_EQ(token.kind, tested.kind);
    EXPECT_EQ(token.text, tested.text);
    EXPECT_EQ(token.text.data(), tested.sql.data());
  }
}

constexpr TokenizerCase kGaps[] = {
    {" \t\r\n\f\vx", TokenKind::white_space, " \t\r\n\f\v"},
    {"\vx", TokenKind::illegal, "\v"},
    {"\xEF\xBB\xBF\xEF\xBB\xBFx", TokenKind::white_space, "\xEF\xBB\xBF"},
    {"\xEF\xBB x", TokenKind::word, "\xEF\xBB"},
    {"-- a ; ' /*\nx", TokenKind::line_comment, "-- a ; ' /*"},
    {"-- a \r\nx", TokenKind::line_comment, "-- a \r"},
    {"--\rSELECT 1", TokenKind::line_comment, "--\rSELECT 1"},
    {"--", TokenKind::line_comment, "--"},
    {"/**/x", TokenKind::block_comment, "/**/"},
    {"/* a /* b */ c */", TokenKind::block_comment, "/* a /* b */"},
    {"/***/x", TokenKind::block_comment, "/***/"},
    {"/*/ */x", TokenKind::block_comment, "/*/ */"},
    {"/*/", TokenKind::unterminated_comment, "/*/"},
    {"/* a *", TokenKind::unterminated_comment, "/* a *"},
    {"/*", TokenKind::unterminated_comment, "/*"},
    {"/ *", TokenKind::symbol, "/"},
};
TEST(Tokenizer, WhiteSpaceAndCommentsEndWhereSqliteEndsThem) {
  expect_first_tokens(kGaps);
}

constexpr TokenizerCase kQuoted[] = {
    {"'a'b", TokenKind::string, "'a'"},
    {"''", TokenKind::string, "''"},
    {"'it''s'x", TokenKind::string, "'it''s'"},
    {"''''", TokenKind::string, "''''"},
    {"'''", TokenKind::unterminated_string, "'''"},
    {R"('a\'b')", TokenKind::string, R"('a\')"},
    {"'a\n;--'", TokenKind::string, "'a\n;--'"},
    {"'a", TokenKind::unterminated_string, "'a"},
    {R"("a""b"c)", TokenKind::quoted_name, R"("a""b")"},
    {R"("a'b)", TokenKind::unterminated_name, R"("a'b)"},
    {"`a``b`c", TokenKind::quoted_name, "`a``b`"},
    {"`", TokenKind::unterminated_name, "`"},
    {"[a;'b]]c", TokenKind::quoted_name, "[a;'b]"},
    {"[a", TokenKind::unterminated_name, "[a"},
    {"]", TokenKind::illegal, "]"},
    {"x'0aFF'y", TokenKind::blob, "x'0aFF'"},
    {"X''", TokenKind::blob, "X''"},
    {"x'0'y", TokenKind::illegal, "x'0'"},
    {"x'zz;'y", TokenKind::illegal, "x'zz;'"},
    {"x'00", TokenKind::unterminated_blob, "x'00"},
    {"x '00'", TokenKind::word, "x"},
    {"'a\0b'"sv, TokenKind::unterminated_string, "'a"},
    {"\0'"sv, TokenKind::illegal, "\0"sv},
};
TEST(Tokenizer, QuotedTokensEndAtTheirClosingQuoteOrAreUnterminated) {
  expect_first_tokens(kQuoted);
}

constexpr TokenizerCase kNumbers[] = {
    {"0", TokenKind::integer, "0"},
    {"12;", TokenKind::integer, "12"},
    {"12.", TokenKind::real, "12."},
    {"1.5.2", TokenKind::real, "1.5"},
    {".5", TokenKind::real, ".5"},
    {".x", TokenKind::dot, "."},
    {"1e5", TokenKind::real, "1e5"},
    {"1E+05,", TokenKind::real, "1E+05"},
    {"1.e-3-", TokenKind::real, "1.e-3"},
    {"1e", TokenKind::illegal, "1e"},
    {"1e+", TokenKind::illegal, "1e"},
    {"12abc;", TokenKind::illegal, "12abc"},
    {"1$", TokenKind::illegal, "1$"},
    {"0xAf9;", TokenKind::integer, "0xAf9"},
    {"0XfF", TokenKind::integer, "0XfF"},
    {"0xg", TokenKind::illegal, "0xg"},
    {"0x", TokenKind::illegal, "0x"},
    {"0x1.5", TokenKind::integer, "0x1"},
    {"1_000_000;", TokenKind::integer, "1_000_000"},
    {"1_0.2_5e1_0;", TokenKind::real, "1_0.2_5e1_0"},
    {"0xFF_FF", TokenKind::integer, "0xFF_FF"},
    {"1__0", TokenKind::illegal, "1__0"},
    {"1_", TokenKind::illegal, "1_"},
    {"1_.5", TokenKind::illegal, "1_.5"},
    {"1._5", TokenKind::illegal, "1._5"},
    {"0x_1", TokenKind::illegal, "0x_1"},
    {"1e_5", TokenKind::illegal, "1e_5"},
};
TEST(Tokenizer, NumbersEndWhereNoNameCouldGoOn) {
  expect_first_tokens(kNumbers);
}

constexpr TokenizerCase kVariables[] = {
    {"?", TokenKind::variable, "?"},
    {"?12a", TokenKind::variable, "?12"},
    {":a;", TokenKind::variable, ":a"},
    {"@a1$b;", TokenKind::variable, "@a1$b"},
    {"#x", TokenKind::variable, "#x"},
    {"$a::b(c;d)e", TokenKind::variable, "$a::b(c;d)"},
    {"$a(b c)", TokenKind::illegal, "$a(b"},
    {"$a(b", TokenKind::illegal, "$a(b"},
    {"$(b)", TokenKind::illegal, "$"},
    {":a:b", TokenKind::variable, ":a"},
    {":::a", TokenKind::variable, ":::a"},
    {"::", TokenKind::illegal, ":"},
    {"@", TokenKind::illegal, "@"},
};
TEST(Tokenizer, VariablesAreReadWithTheirTclForms) {
  expect_first_tokens(kVariables);
}

constexpr TokenizerCase kWordsAndSymbols[] = {
    {"select*", TokenKind::word, "select"},
    {"_a$1 ", TokenKind::word, "_a$1"},
    {"naïve-", TokenKind::word, "naïve"},
    {"日本 ", TokenKind::word, "日本"},
    {"xa'00'", TokenKind::word, "xa"},
    {";;", TokenKind::semicolon, ";"},
    {",", TokenKind::comma, ","},
    {"((", TokenKind::left_parenthesis, "("},
    {"))", TokenKind::right_parenthesis, ")"},
    {"->>x", TokenKind::symbol, "->>"},
    {"->x", TokenKind::symbol, "->"},
    {"->->", TokenKind::symbol, "->"},
    {"- -", TokenKind::symbol, "-"},
    {"||x", TokenKind::symbol, "||"},
    {"|x", TokenKind::symbol, "|"},
    {"===", TokenKind::symbol, "=="},
    {"<>", TokenKind::symbol, "<>"},
    {"<=", TokenKind::symbol, "<="},
    {"<<", TokenKind::symbol, "<<"},
    {"<-", TokenKind::symbol, "<"},
    {">=", TokenKind::symbol, ">="},
    {">>", TokenKind::symbol, ">>"},
    {"><", TokenKind::symbol, ">"},
    {"!=", TokenKind::symbol, "!="},
    {"!a", TokenKind::illegal, "!"},
    {"++", TokenKind::symbol, "+"},
    {"**", TokenKind::symbol, "*"},
    {"%", TokenKind::symbol, "%"},
    {"&&", TokenKind::symbol, "&"},
    {"~~", TokenKind::symbol, "~"},
    {"\\", TokenKind::illegal, "\\"},
    {"^", TokenKind::illegal, "^"},
    {"{a}", TokenKind::illegal, "{"},
    {"\x01", TokenKind::illegal, "\x01"},
    {"\x7F", TokenKind::illegal, "\x7F"},
};
TEST(Tokenizer, WordsAndSymbolsAreAsLongAsTheyCanBe) {
  expect_first_tokens(kWordsAndSymbols);
}

TEST(Tokenizer, AnEmptyTextHasNoToken) {
  EXPECT_EQ(first_token("").kind, TokenKind::end_of_text);
}

TEST(Tokenizer, TheStreamEndsAndStaysAtItsEnd) {
  TokenStream stream("a -- b\n/*c*/ d");

  EXPECT_EQ(stream.next_solid().text, "a");
  EXPECT_EQ(stream.next_solid().text, "d");
  EXPECT_EQ(stream.next_solid().kind, TokenKind::end_of_text);
  EXPECT_EQ(stream.next().kind, TokenKind::end_of_text);
}

TEST(Tokenizer, TheTokensOfATextAreTheText) {
  std::string all_bytes;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      all_bytes += static_cast<char>(first);
      all_bytes += static_cast<char>(second);
    }
  }
  TokenStream stream(all_bytes);
  std::string joined;

  for (Token token = stream.next(); token.kind != TokenKind::end_of_text; token = stream.next()) {
    ASSERT_FALSE(token.text.empty());
    joined += token.text;
  }

  EXPECT_EQ(joined, all_bytes);
}

TEST(Tokenizer, WhatFollowsBeyondTheLookaheadChangesNoToken) {
  constexpr std::string_view kPieces[] = {"1e+5",
                                          "0x1F",
                                          "'a''b'",
                                          "$a::b(c)",
                                          "->>",
                                          "/* x */",
                                          "--x\n",
                                          "\xEF\xBB\xBF",
                                          "1_0",
                                          "x'0g'"};
  for (const std::string_view piece : kPieces) {
    for (const std::string_view other : kPieces) {
      const std::string text = std::string(piece) + std::string(other) + "   ";
      const std::string_view token = first_token(text).text;
      const std::string needed = text.substr(0, token.size() + kTokenLookahead);
      EXPECT_EQ(first_token(needed).text, token);
    }
  }
}

TEST(Tokenizer, KeywordsAreComparedWithoutCaseAndNeverWithQuotedNames) {
  EXPECT_TRUE(is_word(first_token("Create"), "CREATE"));
  EXPECT_FALSE(is_word(first_token("\"create\""), "CREATE"));
  EXPECT_FALSE(is_word(first_token("creates"), "CREATE"));
}

TEST(Tokenizer, NamesLoseTheirQuotes) {
  EXPECT_EQ(unquoted(first_token(R"("a""b")")), "a\"b");
  EXPECT_EQ(unquoted(first_token("`a``b`")), "a`b");
  EXPECT_EQ(unquoted(first_token("[a[b]")), "a[b");
  EXPECT_EQ(unquoted(first_token("'it''s'")), "it's");
  EXPECT_EQ(unquoted(first_token("''")), "");
  EXPECT_EQ(unquoted(first_token("Plain")), "Plain");
}

}  // namespace
}  // namespace d1mcp::sql
