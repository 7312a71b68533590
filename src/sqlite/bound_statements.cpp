#include "sqlite/bound_statements.hpp"

#include <algorithm>
#include <utility>

#include "sqlite/prepare.hpp"

namespace d1mcp::sqlite {
namespace {

// Rows of one table differ in shape by which of their columns are given.
constexpr std::size_t kMostCompiled = 16;

}  // namespace

Result<sqlite3_stmt*> BoundStatements::prepared(const sql::Statement& statement) {
  TRY_ASSIGN(sqlite3_stmt* const compiled, find(statement));
  TRY(bind_row(compiled, statement.values));
  return compiled;
}

Result<sqlite3_stmt*> BoundStatements::find(const sql::Statement& statement) {
  const auto found = std::ranges::find(compiled_, statement.text, &Compiled::text);
  if (found != compiled_.end()) {
    std::rotate(compiled_.begin(), found, std::next(found));
    return compiled_.front().statement.get();
  }
  TRY_ASSIGN(PreparedStatement fresh, prepare(handle_, authorizer_, statement));
  if (compiled_.size() == kMostCompiled) compiled_.pop_back();
  compiled_.insert(compiled_.begin(), {.text = statement.text, .statement = std::move(fresh)});
  return compiled_.front().statement.get();
}

}  // namespace d1mcp::sqlite
