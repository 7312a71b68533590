#pragma once

#include <chrono>
#include <utility>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/recorded_batch.hpp"
#include "migration/run_file.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// One file on its way through a transaction, with all that belongs to it: its statements, its step
/// of the history, its verify script and what was agreed to.
class FileRun {
 public:
  /// What is referred to outlives this object.
  FileRun(sql::Connection& connection, const PreparedFile& file, HistoryStep step, const Work& work)
      : connection_(connection),
        file_(file),
        step_(std::move(step)),
        work_(work),
        recorded_(file.statements, step_.record, step_.schemas) {}
  FileRun(const FileRun&) = delete;
  FileRun& operator=(const FileRun&) = delete;
  FileRun(FileRun&&) = delete;
  FileRun& operator=(FileRun&&) = delete;
  ~FileRun() = default;

  /// For one run, which this object outlives.
  sql::Batch batch();

  /// What the file did; only after a run in which nothing failed.
  [[nodiscard]] const AppliedFile& outcome() const { return outcome_; }

 private:
  Status begin();
  Status look_at(const sql::BatchOutcome& done);

  sql::Connection& connection_;
  const PreparedFile& file_;
  HistoryStep step_;
  const Work& work_;
  RecordedBatch recorded_;
  bool has_begun_ = false;
  std::chrono::steady_clock::time_point start_;
  RowNumbers before_;
  AppliedFile outcome_;
};

}  // namespace d1mcp::migration
