#pragma once

#include "mcp/resource.hpp"
#include "tools.hpp"

namespace d1mcp::offers {

/// The Resource objects of all databases, in their order: the schema of each that is there, and the
/// migrations of each that has a folder of them. Looks at files only and opens no database.
mcp::Json list_resources(const workspace::Catalog& catalog);

/// What the databases have to be read: their schemas, tables and migrations (offers/uri.hpp).
mcp::Resources resources(const tools::Services& services);

}  // namespace d1mcp::offers
