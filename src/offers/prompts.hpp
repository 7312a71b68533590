#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access.hpp"
#include "mcp/prompt.hpp"
#include "tools.hpp"

namespace d1mcp::offers {

/// Write a migration for `change`: the tables it names, the next file name, the rules of D1.
mcp::Prompt write_migration(const tools::Services& services, Access access);

/// Look through the migrations that are pending: their texts and a checklist.
mcp::Prompt review_migrations(const tools::Services& services);

/// How SQLite runs a query, with the tables and indexes it has to choose from.
mcp::Prompt explain_query(const tools::Services& services);

/// Who keeps others from writing, as far as the system tells, and what helps.
mcp::Prompt why_locked(const tools::Services& services);

/// All of them, in the order they are listed.
std::vector<mcp::Prompt> prompts(const tools::Services& services, Access access);

/// What a prompt says, made from its arguments.
using PromptText =
    std::function<Result<std::string>(const mcp::Json& arguments, const mcp::CallContext&)>;

/// A `get` for mcp::Prompt that gives the text as one message of the user.
std::function<Result<mcp::PromptMessages>(const mcp::Json&, const mcp::CallContext&)> said_by_user(
    PromptText text);

/// The argument `database`, which may be left out where there is only one.
mcp::PromptArgument database_argument();

/// Whether `text` speaks of `name`: it stands there between characters that no name goes on with,
/// ASCII case ignored.
bool speaks_of(std::string_view text, std::string_view name);

}  // namespace d1mcp::offers
