#include "migration/file_run.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "migration/held_losses.hpp"
#include "migration/row_numbers.hpp"

namespace d1mcp::migration {
namespace {

void leave_out(std::vector<sql::TableChange>& changes, const std::string& table) {
  std::erase_if(changes,
                [&](const sql::TableChange& change) { return equal_names(change.table, table); });
}

}  // namespace

sql::Batch FileRun::batch() {
  sql::Batch batch;
  batch.statements = [this, next = recorded_.source()]() -> Result<std::optional<sql::Statement>> {
    if (!has_begun_) TRY(begin());
    return next();
  };
  batch.rows = &recorded_;
  batch.guard = step_.guard;
  batch.foreign_keys = file_.foreign_keys;
  batch.tells_gone = true;
  batch.approve = [this](const sql::BatchOutcome& done) { return look_at(done); };
  batch.origin = file_.name;
  return batch;
}

// The write lock is held: what is counted now is what the file begins with.
Status FileRun::begin() {
  has_begun_ = true;
  start_ = std::chrono::steady_clock::now();
  if (!drops_a_table(file_.statements)) return {};
  TRY_ASSIGN(before_, count_rows(connection_, work_));
  return {};
}

Status FileRun::look_at(const sql::BatchOutcome& done) {
  outcome_ = {.name = file_.migration,
              .statements = static_cast<std::uint32_t>(file_.statements.size()),
              .changes = done.changes,
              .gone = done.gone};
  leave_out(outcome_.changes, step_.table);
  if (!before_.empty()) {
    TRY_ASSIGN(const RowNumbers after, count_rows(connection_, work_));
    outcome_.fewer = fewer_rows(before_, after);
  }
  if (file_.verify) {
    TRY(verify(connection_, *file_.verify, work_));
    outcome_.verified = static_cast<std::uint32_t>(file_.verify->queries.size());
  }
  if (file_.rehearsed) TRY(hold_to_rehearsal(file_, outcome_));
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start_;
  outcome_.duration_ms = taken.count();
  return {};
}

}  // namespace d1mcp::migration
