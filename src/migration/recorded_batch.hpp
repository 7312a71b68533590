#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "migration/schema_hash.hpp"
#include "sql/connection.hpp"
#include "sql/statement.hpp"

namespace d1mcp::migration {

/// What the statements of a file did, seen just before they are recorded.
struct RunFacts {
  double duration_ms = 0;
  std::int64_t rows_changed = 0;  ///< As SQLite's total_changes() counts them.
  std::string schema;             ///< SchemaHasher's; empty where none looks.
};

/// Makes the statement that changes the history from what was seen.
using RecordMaker = std::function<sql::Statement(const RunFacts& facts)>;

/// The statements of a file with those that look at what they do around them, and the one that
/// records it behind them: all in the file's transaction. It is the batch's source of statements
/// and the receiver of its rows at once.
class RecordedBatch final : public sql::RowSink {
 public:
  /// All outlive this object. Where `schemas` is null nobody looks at the schema.
  RecordedBatch(const std::vector<sql::Statement>& statements,
                const RecordMaker& record,
                SchemaHasher* schemas)
      : statements_(statements), record_(record), schemas_(schemas) {}

  /// For one batch, which this object outlives.
  sql::StatementSource source();

  Status columns(std::span<const sql::Column> columns) override;
  Result<sql::Flow> row(std::span<const sql::Cell> cells) override;

 private:
  enum class Stage { count_before, statements, count_after, look, record, end };

  std::optional<sql::Statement> next();
  [[nodiscard]] sql::Statement own(sql::Statement statement) const;

  const std::vector<sql::Statement>& statements_;
  const RecordMaker& record_;
  SchemaHasher* schemas_;
  Stage next_ = Stage::count_before;
  Stage running_ = Stage::end;  ///< What the rows that come are of.
  std::size_t given_ = 0;       ///< Of `statements_`.
  std::int64_t changes_before_ = 0;
  std::chrono::steady_clock::time_point start_;
  RunFacts facts_;
};

}  // namespace d1mcp::migration
