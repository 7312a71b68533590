#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::offers {

/// What a resource shows of a database.
enum class Part { schema, table, migrations, migration_file };

/// What the URI of a resource says:
///
///   d1://DATABASE/schema
///   d1://DATABASE/tables/NAME
///   d1://DATABASE/migrations
///   d1://DATABASE/migrations/FILE
///
/// Every name is one segment: what RFC 3986 does not call unreserved is percent-encoded, a slash
/// included. A table may have an empty name, a database may not.
struct Address {
  std::string database;
  Part part = Part::schema;
  std::string name = {};  ///< Of the table or the file.

  friend bool operator==(const Address&, const Address&) = default;
};

std::string to_uri(const Address& address);

/// Nothing for what is no URI of this form. Characters that should be encoded are taken as they
/// are, as long as they do not mean something else in a URI.
std::optional<Address> parse_uri(std::string_view uri);

}  // namespace d1mcp::offers
