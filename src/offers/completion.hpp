#pragma once

#include "mcp/completion.hpp"
#include "tools.hpp"

namespace d1mcp::offers {

/// How names of databases, tables and migration files go on, for the variables of the resource
/// templates and the arguments of the prompts. Case is ignored; newer migrations come first.
mcp::Completer completer(const tools::Services& services);

}  // namespace d1mcp::offers
