#include "sql/statement.hpp"

#include <cstddef>

namespace d1mcp::sql {

StatementSource source_of(const std::vector<Statement>& statements) {
  return [&statements, next = std::size_t{0}]() mutable -> Result<std::optional<Statement>> {
    if (next == statements.size()) return std::optional<Statement>();
    return std::optional(statements[next++]);
  };
}

}  // namespace d1mcp::sql
