#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/statement.hpp"

namespace d1mcp::migration {

/// The definitions of a schema by the names of what they define, in lower case. SQLite keeps
/// tables, indexes and views under one roof; a trigger may be called as one of them, and then the
/// trigger is the one known.
using Definitions = std::map<std::string, std::string>;

/// Everything in the main schema that has SQL.
Result<Definitions> read_definitions(sql::Connection& connection, const Work& work);

/// What undoes a migration.
struct Inverse {
  std::vector<std::string> statements;  ///< In the order to run them; without semicolons.
  /// The statements that could not be undone, and why: a sentence each, without full stop.
  std::vector<std::string> left;
};

/// Derives what undoes `statements`, run on a schema of `before`: for created tables, indexes,
/// views and triggers, added columns, renames, and dropped indexes, views and triggers, each of
/// whose inverses loses nothing that was there before. Rows put into tables that the same
/// statements create go with them; other changes of rows, dropped tables and dropped columns are
/// `left`. Derived from the text alone: whether it is true is for a trial to say.
Inverse derive_inverse(const std::vector<sql::Statement>& statements, const Definitions& before);

}  // namespace d1mcp::migration
