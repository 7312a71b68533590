#include "transfer/full_text.hpp"

#include <vector>

#include "core/text.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::transfer {
namespace {

bool is_content_option(const sql::Token& key) {
  constexpr std::string_view kOption = "content";
  return key.kind == sql::TokenKind::word &&
         equal_names(key.text, kOption.substr(0, key.text.size()));
}

bool begins_argument(const sql::Token& before) {
  return before.kind == sql::TokenKind::comma || before.kind == sql::TokenKind::left_parenthesis;
}

}  // namespace

FullTextContent read_full_text_content(std::string_view create_sql) {
  using Kind = FullTextContent::Kind;
  const std::vector<sql::Token> tokens = sql::solid_tokens(create_sql);
  for (std::size_t at = 1; at + 2 < tokens.size(); ++at) {
    if (!begins_argument(tokens[at - 1]) || !is_content_option(tokens[at])) continue;
    if (tokens[at + 1].text != "=") continue;
    const sql::Token& value = tokens[at + 2];
    const std::string table = sql::is_name(value.kind) ? sql::unquoted(value) : std::string();
    return {.kind = table.empty() ? Kind::none : Kind::external, .table = table};
  }
  return {};
}

}  // namespace d1mcp::transfer
