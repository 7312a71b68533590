#include "offers/prompts.hpp"

#include <utility>

#include "core/text.hpp"

namespace d1mcp::offers {
namespace {

bool is_part_of_a_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') || byte == '_' || byte == '$' || byte >= 0x80;
}

}  // namespace

std::vector<mcp::Prompt> prompts(const tools::Services& services, Access access) {
  return {write_migration(services, access),
          review_migrations(services),
          explain_query(services),
          why_locked(services)};
}

std::function<Result<mcp::PromptMessages>(const mcp::Json&, const mcp::CallContext&)> said_by_user(
    PromptText text) {
  return [text = std::move(text)](const mcp::Json& arguments,
                                  const mcp::CallContext& context) -> Result<mcp::PromptMessages> {
    TRY_ASSIGN(std::string said, text(arguments, context));
    return mcp::PromptMessages(mcp::Json::array({mcp::user_message(std::move(said))}));
  };
}

mcp::PromptArgument database_argument() {
  return {.name = "database",
          .description = "Name of the database; may be left out when there is one"};
}

bool speaks_of(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  const std::string in = ascii_lower(text);
  const std::string wanted = ascii_lower(name);
  for (std::size_t at = in.find(wanted); at != std::string::npos; at = in.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool begins = at == 0 || !is_part_of_a_name(in[at - 1]);
    const bool ends = end == in.size() || !is_part_of_a_name(in[end]);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace d1mcp::offers
