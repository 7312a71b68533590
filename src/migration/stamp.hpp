#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "migration/fingerprint.hpp"
#include "sql/statement.hpp"
#include "sql/value.hpp"

namespace d1mcp::migration {

// What this program knows of an applied migration beyond wrangler's name and time. It lies in one
// more column of the history table, as a JSON object, where wrangler neither reads nor writes:
//   bytes, tokens  SHA-256 of the file, and of what it means
//   schema         SHA-256 of the schema it left
//   duration_ms, rows  how long it took, how many rows it changed
//   backup         file name of the backup made before it
//   by             the program, "d1-mcp 0.1.0"
//   how            "baseline" or "mark_applied" where the file was not run
//   sql            the file's text, up to kLargestKeptText
// A row that wrangler wrote has NULL there.

inline constexpr const char* kStampColumn = "d1_mcp";

struct Stamp {
  Fingerprint file;
  std::string schema = {};  ///< SchemaHasher's; empty where unknown.
  std::optional<double> duration_ms = {};
  std::optional<std::int64_t> rows = {};  ///< As SQLite's total_changes() counts them.
  std::string backup = {};
  std::string by = {};
  std::string how = {};  ///< Empty: the file was run.
};

/// "d1-mcp 0.1.0".
std::string this_program();

/// Records `name` in the history `table`, its stamp included.
sql::Statement insert_stamped(const std::string& table,
                              const std::string& name,
                              const Stamp& stamp);

/// Writes the members that `stamp` has over those of the row called `name`, and gives that row the
/// name `new_name`.
sql::Statement update_stamped(const std::string& table,
                              const std::string& name,
                              const std::string& new_name,
                              const Stamp& stamp);

/// The columns of a SELECT on the history that `read_stamp` reads; `column` is the stamp's, or an
/// expression that gives one.
std::string stamp_columns(const std::string& column);

/// How many these are.
inline constexpr std::size_t kStampColumns = 9;

/// The stamp in those columns; nothing where they hold none.
std::optional<Stamp> read_stamp(std::span<const sql::Value> cells);

}  // namespace d1mcp::migration
