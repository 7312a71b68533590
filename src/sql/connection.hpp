#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/statement.hpp"
#include "sql/value.hpp"

namespace d1mcp::sql {

/// One column of a result. Names may be empty and may repeat: SQLite allows both.
struct Column {
  std::string name;
  std::string declared_type;  ///< As in CREATE TABLE; empty for expressions.
};

/// What a receiver of rows wants next.
enum class Flow { more, enough };

/// Receives a result as it is produced. Both functions are called on the thread that runs the
/// query.
class RowSink {
 public:
  RowSink() = default;
  RowSink(const RowSink&) = delete;
  RowSink& operator=(const RowSink&) = delete;
  RowSink(RowSink&&) = delete;
  RowSink& operator=(RowSink&&) = delete;
  virtual ~RowSink() = default;

  /// Called once before the first row, also when there is none.
  virtual Status columns(std::span<const Column> columns) = 0;

  /// The cells die with the call.
  virtual Result<Flow> row(std::span<const Cell> cells) = 0;
};

/// How many rows statements looked at and wrote, entries of indexes included: what D1 bills.
struct RowCounts {
  std::int64_t read = 0;
  std::int64_t written = 0;

  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

/// What a query did.
struct QueryOutcome {
  std::uint64_t rows = 0;  ///< Handed to the sink.
  bool exhausted = true;   ///< False when the sink had enough before the end.
  bool is_explain = false;
  std::optional<RowCounts> row_counts;  ///< Nothing where the SQLite library does not count.
};

/// Rows changed in one table by a batch: by statements, foreign-key actions and triggers alike.
struct TableChange {
  std::string table;
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t deleted = 0;

  friend bool operator==(const TableChange&, const TableChange&) = default;
};

/// A table that a batch took away or renamed, or with `column` a column of one that stays.
struct Gone {
  std::string table;
  std::string column;

  friend auto operator<=>(const Gone&, const Gone&) = default;
};

/// Whether a batch is kept, or run to the end and rolled back to see what it would do.
enum class Fate { commit, roll_back };

/// Whether foreign keys are enforced while a batch runs; D1 always enforces them.
enum class ForeignKeys {
  enforced,
  /// Not while the batch runs, so that tables and rows may come in any order, and without actions
  /// (ON DELETE CASCADE and the like); but rows that miss their parent at its end, and did not
  /// before, fail it.
  checked,
  ignored,
};

struct BatchOutcome {
  std::uint32_t statements = 0;
  std::vector<TableChange> changes;  ///< Tables with changes only, sorted by name.
  std::vector<Gone> gone;            ///< Sorted; only when the batch asks for it.
  std::int64_t last_insert_rowid = 0;
  std::int64_t rows_changed = 0;        ///< As SQLite's total_changes() counts them.
  std::optional<RowCounts> row_counts;  ///< Nothing where the SQLite library does not count.
};

/// Statements that take effect together or not at all.
struct Batch {
  StatementSource statements;
  Parameters
      parameters;  ///< Bound to each statement: names where it has them, positions otherwise.
  /// A SELECT run first, inside the transaction and after the write lock was taken. If it gives a
  /// row the batch stops with `conflict` and the text of that row's first cell.
  std::string guard;
  Fate fate = Fate::commit;
  ForeignKeys foreign_keys = ForeignKeys::enforced;
  /// Receives the rows of statements that give any (RETURNING, SELECT), one result after the other.
  RowSink* rows = nullptr;
  /// Whether the outcome tells what is gone, which takes two looks at the whole schema.
  bool tells_gone = false;
  /// Sees what the batch did, before anything is committed, and may run queries on the connection
  /// to look closer; a failure of it rolls everything back and becomes the batch's own. May be
  /// empty.
  std::function<Status(const BatchOutcome&)> approve;
  /// Name of the text the statements come from, for the place in errors; may be empty.
  std::string origin;
};

/// How large a value may be that a query makes. A function that makes one cannot be interrupted.
enum class ValueSize {
  bounded,    ///< As large as fits what people look at.
  unbounded,  ///< As large as SQLite can make: for exports, which lose nothing.
};

/// A connection to one database. Used by one thread at a time. There is no begin and no commit:
/// D1 has none.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  Connection(Connection&&) = delete;
  Connection& operator=(Connection&&) = delete;
  virtual ~Connection() = default;

  /// Runs one statement that only reads and streams its rows. Fails with `permission_denied` for a
  /// statement that would write or change a setting, with `invalid_argument` when `sql` holds no
  /// statement or more than one.
  virtual Result<QueryOutcome> query(std::string_view sql,
                                     const Parameters& parameters,
                                     RowSink& sink,
                                     const Work& work) = 0;

  /// Runs a batch in one transaction. An error names the statement and leaves nothing behind.
  Result<BatchOutcome> run_atomically(const Batch& batch, const Work& work);

  /// Runs batches one after the other, at least one, all in one transaction: each has an outcome, a
  /// guard and an approval of its own, and what ends one ends all and leaves nothing of any. The
  /// first one's fate and its treatment of foreign keys are those of all.
  virtual Result<std::vector<BatchOutcome>> run_together(std::span<const Batch> batches,
                                                         const Work& work) = 0;

  /// Runs `reads`, whose queries on this connection all see the database at one instant, whatever
  /// others write meanwhile. `work` may end the wait for another program's lock. Inside another
  /// one the instant is the outer one's.
  virtual Status read_consistently(const std::function<Status()>& reads,
                                   ValueSize values,
                                   const Work& work) = 0;

  /// Copies the database page by page into `file`, an empty file that exists, consistent while
  /// others write. Progress counts pages.
  virtual Status copy_into(const std::filesystem::path& file, const Work& work) = 0;
};

/// Rows collected in memory: for results known to be small.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;
};

/// Runs a query whose result is known to be small.
Result<Table> query_table(Connection& connection,
                          std::string_view sql,
                          const Parameters& parameters,
                          const Work& work);

}  // namespace d1mcp::sql
