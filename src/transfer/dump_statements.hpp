#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "sql/splitter.hpp"
#include "sql/statement.hpp"
#include "transfer/dumped_statement.hpp"
#include "transfer/insert_rows.hpp"

namespace d1mcp::transfer {

/// The database that the statements of a dump are run in.
struct DumpTarget {
  bool is_new = true;         ///< Nobody else knows it, and nothing is in it.
  bool has_counters = false;  ///< Whether it has sqlite_sequence.
  bool is_d1 = false;         ///< Whether names that begin with _cf_ are refused.
};

/// The statements of a dump, as many and in the order in which a database can run them inside one
/// transaction:
///
/// - what begins and ends transactions, VACUUM and most PRAGMAs are left out;
/// - INSERTs of constants become one statement a row (see `InsertRows`);
/// - an index or trigger on something that does not exist yet, and AUTOINCREMENT counters before
///   any AUTOINCREMENT table, come after everything else;
/// - unistr() is replaced by its value, and what `sqlite3 .dump` writes into sqlite_schema to
///   declare a virtual table is let through;
/// - ATTACH, and any other change of sqlite_schema, is an error: a dump is not trusted.
///
/// In a database that was there before, AUTOINCREMENT counters of other tables are left alone,
/// PRAGMAs are left out, and sqlite_schema cannot be changed at all.
class DumpStatements {
 public:
  DumpStatements(sql::ChunkSource chunks, const DumpTarget& target)
      : splitter_(std::move(chunks)), target_(target), has_counters_(target.has_counters) {}

  /// The next statement to run; nothing at the end.
  Result<std::optional<sql::Statement>> next();

  /// How far the text was read, in bytes.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  /// How many statements of the dump were given, those of several rows counted once.
  [[nodiscard]] std::uint64_t given() const { return given_; }

  /// `error` of the statement given last, with its place in the dump as exact as it is known.
  [[nodiscard]] Error placed(Error error) const;

  /// What was left out that the user should know of, and what the dump may have lost; sentences
  /// without full stop.
  [[nodiscard]] std::vector<std::string> notes() const;

 private:
  enum class Verdict { run, leave_out, postpone };

  Result<bool> read_more();
  void make_ready(sql::Statement statement);
  sql::Statement give(sql::Statement row);
  Result<Verdict> judge(const sql::Statement& statement);
  Verdict judge_counters(const sql::Statement& statement);
  [[nodiscard]] bool is_reserved(std::string_view name) const;
  Result<Verdict> judge_change(const sql::Statement& statement, const std::string& table);
  Verdict judge_table(const DumpedStatement& dumped);
  Verdict judge_pragma(const std::string& name);
  Result<Verdict> declare_virtual_table(const sql::Statement& statement);
  std::optional<sql::Statement> next_postponed();
  Verdict leave_out(std::string note);
  void remember(const std::string& name);
  void forget(const std::string& name);

  sql::Splitter splitter_;
  DumpTarget target_;
  std::uint64_t offset_ = 0;
  std::uint64_t given_ = 0;
  InsertRows rows_;                   ///< Of the INSERT that is being given.
  bool gave_row_ = false;             ///< Whether the last statement was one of `rows_`.
  bool changes_counters_ = false;     ///< Whether `rows_` are those of sqlite_sequence.
  bool defers_foreign_keys_ = false;  ///< Whether the dump begins as wrangler's do, and ours.
  bool is_of_wrangler_ = false;
  std::deque<sql::Statement> ready_;
  std::deque<sql::Statement> postponed_;
  std::set<std::string> existing_;  ///< Tables and views made so far; folded names.
  bool has_counters_ = false;       ///< Whether sqlite_sequence exists.
  bool schema_is_open_ = false;     ///< Whether PRAGMA writable_schema is on.
  std::vector<std::string> notes_;
};

}  // namespace d1mcp::transfer
