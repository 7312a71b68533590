#include "migration/held_losses.hpp"

#include <algorithm>
#include <string>

#include "core/text.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::migration {
namespace {

// The table that a statement drops; empty for none.
std::string dropped_table(const sql::Statement& statement) {
  sql::TokenCursor cursor(statement.text);
  if (!cursor.take("DROP") || !cursor.take("TABLE")) return {};
  if (cursor.take("IF")) cursor.take("EXISTS");
  const std::string name = cursor.take_name();
  return cursor.take(sql::TokenKind::dot) ? cursor.take_name() : name;
}

// DROP TABLE may delete the rows of a table first, after they were copied: they are counted by what
// is left at the end.
bool drops(const PreparedFile& file, const std::string& table) {
  return std::ranges::any_of(file.statements, [&](const sql::Statement& statement) {
    return equal_names(dropped_table(statement), table);
  });
}

Error changed_since(const std::string& loss) {
  return Error{.code = ErrorCode::conflict,
               .message = loss + "; the data changed since it was rehearsed",
               .hint = "look at what it would take away now with a dry run, then run it again",
               .place = {}};
}

Status hold_rows(const std::string& table, std::int64_t lost, std::int64_t rehearsed) {
  if (lost <= rehearsed) return {};
  return changed_since(to_valid_utf8(table) + " would lose " +
                       counted(static_cast<std::uint64_t>(lost), "row") + ", not " +
                       with_thousands(static_cast<std::uint64_t>(rehearsed)));
}

std::int64_t deleted_from(const std::string& table, const AppliedFile& outcome) {
  const auto change = std::ranges::find(outcome.changes, table, &sql::TableChange::table);
  return change == outcome.changes.end() ? 0 : change->deleted;
}

std::int64_t rows_of(const std::string& table, const RowNumbers& numbers) {
  const auto found = numbers.find(table);
  return found == numbers.end() ? 0 : found->second;
}

}  // namespace

bool drops_a_table(const std::vector<sql::Statement>& statements) {
  return std::ranges::any_of(statements, [](const sql::Statement& statement) {
    return !dropped_table(statement).empty();
  });
}

Status hold_to_rehearsal(const PreparedFile& file, const AppliedFile& outcome) {
  const AppliedFile& rehearsed = *file.rehearsed;
  for (const sql::Gone& gone : outcome.gone) {
    if (std::ranges::find(rehearsed.gone, gone) != rehearsed.gone.end()) continue;
    return changed_since(
        to_valid_utf8(gone.column.empty() ? gone.table : gone.table + "." + gone.column) +
        " would be gone");
  }
  for (const sql::TableChange& change : outcome.changes) {
    if (change.deleted == 0 || drops(file, change.table)) continue;
    TRY(hold_rows(change.table, change.deleted, deleted_from(change.table, rehearsed)));
  }
  for (const auto& [table, rows] : outcome.fewer) {
    TRY(hold_rows(table, rows, rows_of(table, rehearsed.fewer)));
  }
  return {};
}

}  // namespace d1mcp::migration
