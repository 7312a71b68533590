#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "sql/statement.hpp"
#include "sqlite/authorizer.hpp"
#include "sqlite/handle.hpp"

namespace d1mcp::sqlite {

/// The compiled statements of a batch that bring their own values: each text is compiled once as
/// long as it is among those used last.
class BoundStatements {
 public:
  BoundStatements(sqlite3* handle, Authorizer& authorizer)
      : handle_(handle), authorizer_(authorizer) {}

  /// The compiled `statement` with its values bound, ready to be stepped through. The values have
  /// to outlive the steps; who steps resets it afterwards.
  Result<sqlite3_stmt*> prepared(const sql::Statement& statement);

 private:
  struct Compiled {
    std::string text;
    PreparedStatement statement;
  };

  Result<sqlite3_stmt*> find(const sql::Statement& statement);

  sqlite3* handle_;
  Authorizer& authorizer_;
  std::vector<Compiled> compiled_;  ///< The one used last stands first.
};

}  // namespace d1mcp::sqlite
