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

namespace d1mcp::transfer {

/// The statements of a dump, as many and in the order in which a new database can run them inside
/// one transaction:
///
/// - what begins and ends transactions, VACUUM and most PRAGMAs are left out;
/// - an index or trigger on something that does not exist yet, and AUTOINCREMENT counters before
///   any AUTOINCREMENT table, come after everything else;
/// - unistr() is replaced by its value, and what `sqlite3 .dump` writes into sqlite_schema to
///   declare a virtual table is let through;
/// - ATTACH, and any other change of sqlite_schema, is an error: a dump is not trusted.
class DumpStatements {
 public:
  explicit DumpStatements(sql::ChunkSource chunks) : splitter_(std::move(chunks)) {}

  /// The next statement to run; nothing at the end.
  Result<std::optional<sql::Statement>> next();

  /// How far the text was read, in bytes.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  /// What was left out that the user should know of; sentences without full stop.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  enum class Verdict { run, leave_out, postpone };

  Result<Verdict> judge(const sql::Statement& statement);
  Result<Verdict> judge_change(const sql::Statement& statement, const std::string& table);
  Verdict judge_table(const DumpedStatement& dumped);
  Verdict judge_pragma(const std::string& name);
  Result<Verdict> declare_virtual_table(const sql::Statement& statement);
  std::optional<sql::Statement> next_postponed();
  Verdict leave_out(std::string note);
  void remember(const std::string& name);
  void forget(const std::string& name);

  sql::Splitter splitter_;
  std::uint64_t offset_ = 0;
  std::deque<sql::Statement> ready_;
  std::deque<sql::Statement> postponed_;
  std::set<std::string> existing_;  ///< Tables and views made so far; folded names.
  bool has_counters_ = false;       ///< Whether sqlite_sequence exists.
  bool schema_is_open_ = false;     ///< Whether PRAGMA writable_schema is on.
  std::vector<std::string> notes_;
};

}  // namespace d1mcp::transfer
