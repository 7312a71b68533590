#include "migration/recorded_batch.hpp"

#include <string>
#include <utility>

namespace d1mcp::migration {
namespace {

constexpr const char* kCountChanges = "SELECT total_changes()";

sql::Statement of_text(std::string_view text) {
  return {.text = std::string(text), .start = {}, .number = 1};
}

}  // namespace

sql::StatementSource RecordedBatch::source() {
  return [this]() -> Result<std::optional<sql::Statement>> { return next(); };
}

// In a message it stands as one more statement at the file's end.
sql::Statement RecordedBatch::own(sql::Statement statement) const {
  statement.number = static_cast<std::uint32_t>(statements_.size() + 1);
  return statement;
}

std::optional<sql::Statement> RecordedBatch::next() {
  if (next_ == Stage::statements && given_ == statements_.size()) {
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - start_;
    facts_.duration_ms = taken.count();
    next_ = Stage::count_after;
  }
  running_ = next_;
  switch (next_) {
    case Stage::count_before:
      next_ = Stage::statements;
      start_ = std::chrono::steady_clock::now();
      return own(of_text(kCountChanges));
    case Stage::statements: return statements_[given_++];
    case Stage::count_after:
      next_ = schemas_ == nullptr ? Stage::record : Stage::look;
      return own(of_text(kCountChanges));
    case Stage::look: next_ = Stage::record; return own(of_text(SchemaHasher::kSelectRows));
    case Stage::record:
      next_ = Stage::end;
      if (schemas_ != nullptr) facts_.schema = schemas_->hash_of_seen();
      return own(record_(facts_));
    case Stage::end: break;
  }
  return std::nullopt;
}

Status RecordedBatch::columns(std::span<const sql::Column>) {
  return {};
}

// The rows of a file's own statements are nobody's.
Result<sql::Flow> RecordedBatch::row(std::span<const sql::Cell> cells) {
  switch (running_) {
    case Stage::count_before: changes_before_ = cells[0].integer; break;
    case Stage::count_after: facts_.rows_changed = cells[0].integer - changes_before_; break;
    case Stage::look:
      schemas_->see({.row = cells[0].integer,
                     .type = cells[1].bytes,
                     .name = cells[2].bytes,
                     .table = cells[3].bytes,
                     .sql = cells[4].bytes});
      break;
    case Stage::statements:
    case Stage::record:
    case Stage::end: break;
  }
  return sql::Flow::more;
}

}  // namespace d1mcp::migration
