#include <utility>

#include "core/text.hpp"
#include "d1/error_text.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/no_rows.hpp"
#include "sqlite/prepare.hpp"

// What FileConnection says of foreign keys that a batch breaks; SQLite itself names none.

namespace d1mcp::sqlite {
namespace {

// An error may wait this long for a better message, and so may whoever waits for the lock.
constexpr std::chrono::milliseconds kExplainingTime{250};

/// Names the rows that foreign keys miss, table by table: what COMMIT only calls "failed".
class ViolationCounter final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    ++count_;
    if (first_.empty()) {
      first_ =
          std::string(cells[0].bytes) + " points to missing rows of " + std::string(cells[2].bytes);
    }
    return count_ < kEnough ? sql::Flow::more : sql::Flow::enough;
  }

  [[nodiscard]] std::string text() const {
    if (count_ == 0) return "a statement removed or replaced rows that others point to";
    const std::string many = count_ >= kEnough ? "at least " : "";
    return many + counted(count_, "row") + ", the first in " + first_;
  }

 private:
  static constexpr std::uint64_t kEnough = 1000;
  std::uint64_t count_ = 0;
  std::string first_;
};

/// A key of one table and how many rows break it.
struct BrokenKey {
  std::string parent;
  std::int64_t number = 0;  ///< In PRAGMA foreign_key_list.
  std::int64_t rows = 0;
};

/// Rows of PRAGMA foreign_key_check, counted by key.
class KeyCounts final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    keys.push_back({.parent = std::string(cells[0].bytes),
                    .number = cells[1].integer,
                    .rows = cells[2].integer});
    return sql::Flow::more;
  }

  std::vector<BrokenKey> keys;
};

/// Names, one a row.
class Names final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    names.emplace_back(cells[0].bytes);
    return sql::Flow::more;
  }

  std::vector<std::string> names;
};

/// The columns of a key, in its own table and in the parent.
class KeyColumns final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    own += (own.empty() ? "" : ", ") + std::string(cells[0].bytes);
    parents += (parents.empty() ? "" : ", ") + std::string(cells[1].bytes);
    return sql::Flow::more;
  }

  std::string own;
  std::string parents;  ///< Empty when the key names none: the parent's primary key.
};

std::string with_columns(const std::string& table, const std::string& columns) {
  return columns.empty() ? table : table + "(" + columns + ")";
}

// The keys that more rows break than before.
std::vector<std::string> newly_broken(const BrokenKeys& before, const BrokenKeys& after) {
  std::vector<std::string> broken;
  for (const auto& [key, rows] : after) {
    const auto known = before.find(key);
    if (known == before.end() || rows > known->second) broken.push_back(key);
  }
  return broken;
}

}  // namespace

Error FileConnection::foreign_key_error() {
  ViolationCounter counter;
  const sql::Statement check{.text = "PRAGMA foreign_key_check", .start = {}, .number = 0};
  if (const auto prepared = prepare(handle_.get(), *authorizer_, check)) {
    // The check explains; when it cannot run itself, the error stands without the detail.
    static_cast<void>(stream(prepared->get(), counter, {}));
  }
  Error error{
      .code = ErrorCode::constraint,
      .message = "foreign keys are violated at the end of the transaction: " + counter.text(),
      .hint =
          "nothing was changed; add the missing rows in the same call, or rebuild the parent under "
          "its own name",
      .place = {}};
  if (options_.dialect == d1::Dialect::sqlite) return error;
  return d1::in_words_of_d1(std::move(error),
                            d1::error_text({.message = "FOREIGN KEY constraint failed",
                                            .code = SQLITE_CONSTRAINT,
                                            .extended_code = SQLITE_CONSTRAINT_FOREIGNKEY,
                                            .error_offset = {}}));
}

Status FileConnection::ask(std::string sql,
                           const sql::Parameters& parameters,
                           sql::RowSink& sink,
                           const Work& work) {
  authorizer_->allow(Permission::everything);
  const sql::Statement statement{.text = std::move(sql), .start = {}, .number = 0};
  TRY_ASSIGN(const PreparedStatement prepared, prepare(handle_.get(), *authorizer_, statement));
  TRY(bind(prepared.get(), parameters));
  TRY(stream(prepared.get(), sink, work));
  return {};
}

// SQLite undoes a statement before it tells that it broke a foreign key, and names none. So it runs
// once more with the checks put off, and the rows that miss their parents before and after are
// compared: a key that misses more of them is one the statement breaks.
Result<std::vector<std::string>> FileConnection::keys_broken_by(const sql::Statement& statement,
                                                                const sql::Parameters& parameters,
                                                                const Work& work) {
  TRY_ASSIGN(const BrokenKeys before, broken_keys(work));
  TRY(execute_trusted(handle_.get(), "PRAGMA defer_foreign_keys=ON"));
  authorizer_->allow(batch_permission());
  TRY_ASSIGN(const PreparedStatement prepared, prepare(handle_.get(), *authorizer_, statement));
  TRY(bind(prepared.get(), parameters));
  NoRows nobody;
  TRY(stream(prepared.get(), nobody, work));
  TRY_ASSIGN(const BrokenKeys after, broken_keys(work));
  return newly_broken(before, after);
}

// One table after the other: a key that fits no parent ends the check of its table.
Result<BrokenKeys> FileConnection::broken_keys(const Work& work) {
  Names tables;
  TRY(
      ask("SELECT DISTINCT t.name FROM sqlite_schema t, pragma_foreign_key_list(t.name) "
          "WHERE t.type = 'table'",
          {},
          tables,
          work));
  BrokenKeys broken;
  for (const std::string& table : tables.names) TRY(add_broken_keys_of(table, broken, work));
  return broken;
}

Status FileConnection::add_broken_keys_of(const std::string& table,
                                          BrokenKeys& broken,
                                          const Work& work) {
  KeyCounts counts;
  auto checked =
      ask("SELECT parent, fkid, count(*) FROM pragma_foreign_key_check(?1) GROUP BY 1, 2",
          {.positional = {table}, .named = {}},
          counts,
          work);
  if (!checked) {
    if (checked.error().code != ErrorCode::sql_error) return checked;
    ++broken[checked.error().message];
    return {};
  }
  for (const BrokenKey& key : counts.keys) {
    TRY_ASSIGN(const std::string sentence, described_key(table, key.parent, key.number, work));
    broken[sentence] += key.rows;
  }
  return {};
}

Result<std::string> FileConnection::described_key(const std::string& table,
                                                  const std::string& parent,
                                                  std::int64_t number,
                                                  const Work& work) {
  KeyColumns columns;
  TRY(ask("SELECT \"from\", \"to\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 ORDER BY seq",
          {.positional = {table, number}, .named = {}},
          columns,
          work));
  return with_columns(table, columns.own) + " would point to missing rows of " +
         with_columns(parent, columns.parents);
}

Status FileConnection::check_keys(const BrokenKeys& before, const Work& work) {
  TRY_ASSIGN(const BrokenKeys after, broken_keys(work));
  const std::vector<std::string> broken = newly_broken(before, after);
  if (broken.empty()) return {};
  return Error{
      .code = ErrorCode::constraint,
      .message = "foreign keys are violated at the end of the transaction: " + join(broken, "; "),
      .hint = "nothing was changed; add the missing rows",
      .place = {}};
}

// The caller rolls back whatever the second run changed. Without an explanation, which is given up
// when it takes long, the error stands as SQLite gave it.
void FileConnection::name_broken_keys(Error& error,
                                      const sql::Statement& statement,
                                      const sql::Parameters& parameters,
                                      const Work& work) {
  const Work brief = work.limited_to(kExplainingTime);
  const Supervision supervision(handle_.get(), brief, options_.lock_wait, supervising_);
  const auto keys = keys_broken_by(statement, parameters, brief);
  if (!keys || keys->empty()) return;
  if (options_.dialect == d1::Dialect::sqlite) {
    error.message += ": " + join(*keys, "; ");
  } else {
    error.hint = join(*keys, "; ");
  }
}

}  // namespace d1mcp::sqlite
