#pragma once

#include "mcp/completion.hpp"
#include "tools.hpp"

namespace d1mcp::offers {

/// How names of databases, tables and migration files go on, for the variables of the resource
/// templates and the arguments of the prompts. Case is ignored; newer migrations come first. Names
/// that are not UTF-8 cannot be told. A database or a folder that is not there has no names.
mcp::Completer completer(const tools::Services& services);

}  // namespace d1mcp::offers
