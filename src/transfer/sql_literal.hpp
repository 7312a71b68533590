#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "sql/value.hpp"
#include "transfer/real_literal.hpp"

namespace d1mcp::transfer {

/// Whether wrangler changes `text` in the files it imports: it holds a NUL byte, is not valid
/// UTF-8, or holds the words "BEGIN TRANSACTION" or "COMMIT;", which are cut out, of strings too
/// (workers-sdk packages/wrangler/src/d1/trimmer.ts).
bool wrangler_changes(std::string_view text);

/// Whether `text` cannot stand between single quotes in a dump and is written as
/// CAST(X'…' AS TEXT): wrangler changes it, or it holds CR LF, which the shell of SQLite reads as
/// LF (local_getline in shell.c).
bool needs_hexadecimal(std::string_view text);

/// Appends a SQL expression whose value is exactly `cell`, of the same storage class.
void append_literal(std::string& out, const sql::Cell& cell);

/// How many bytes `append_literal` adds: exact for TEXT and BLOB, an upper bound for the others.
std::size_t literal_size(const sql::Cell& cell);

/// An upper bound for `literal_size` that does not look at the bytes.
inline std::size_t literal_bound(const sql::Cell& cell) {
  constexpr std::size_t kLongestInteger = 20;
  constexpr std::size_t kCast = std::string_view("CAST(X'' AS TEXT)").size();
  constexpr std::array<std::size_t, 5> kFixed = {4, kLongestInteger, kLongestRealLiteral, kCast, 3};
  return kFixed[static_cast<std::size_t>(cell.storage)] + 2 * cell.bytes.size();
}

}  // namespace d1mcp::transfer
