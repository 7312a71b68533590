#include "transfer/dump_statements.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "d1/names.hpp"
#include "transfer/unistr.hpp"

namespace d1mcp::transfer {
namespace {

// Part of the content of a database, or needed to read the rest as it was meant.
constexpr std::array<std::string_view, 5> kPragmasToRun = {"application_id",
                                                           "ignore_check_constraints",
                                                           "legacy_alter_table",
                                                           "recursive_triggers",
                                                           "user_version"};

// Settings every dump has, which loading takes care of itself.
constexpr std::array<std::string_view, 3> kPragmasOfLoading = {
    "defer_foreign_keys", "foreign_keys", "writable_schema"};

template <typename Names>
bool contains_name(const Names& names, std::string_view wanted) {
  return std::ranges::any_of(names,
                             [&](std::string_view name) { return equal_names(name, wanted); });
}

bool is_schema_table(std::string_view name) {
  return equal_names(name, "sqlite_schema") || equal_names(name, "sqlite_master");
}

bool is_counter_table(std::string_view name) {
  return equal_names(name, "sqlite_sequence");
}

Place place_of(const sql::Statement& statement) {
  return {.file = {},
          .line = statement.start.line,
          .column = statement.start.column,
          .statement = statement.number};
}

Error refused(const sql::Statement& statement, std::string message, std::string hint) {
  return Error{.code = ErrorCode::permission_denied,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = place_of(statement)};
}

bool begins_as_wranglers(std::string_view first_statement) {
  return first_statement == "PRAGMA defer_foreign_keys=TRUE";
}

// Without calls that older libraries and D1 do not know.
sql::Statement readable(sql::Statement statement) {
  if (auto rewritten = without_unistr(statement.text)) statement.text = std::move(*rewritten);
  return statement;
}

sql::Statement own_statement(std::string text) {
  return {.text = std::move(text), .start = {}, .number = 0};
}

}  // namespace

Result<std::optional<sql::Statement>> DumpStatements::next() {
  while (true) {
    if (!ready_.empty()) {
      sql::Statement statement = std::move(ready_.front());
      ready_.pop_front();
      gave_row_ = false;
      return std::optional(std::move(statement));
    }
    if (auto row = rows_.next()) {
      gave_row_ = true;
      return std::optional(give(std::move(*row)));
    }
    if (auto row = rows_.next_in(splitter_)) {
      ++given_;
      offset_ = rows_.start().offset;
      gave_row_ = true;
      return std::optional(give(std::move(*row)));
    }
    TRY_ASSIGN(const bool has_more, read_more());
    if (!has_more) return std::optional<sql::Statement>();
  }
}

// Makes the next statement of the dump ready, or leaves it out.
Result<bool> DumpStatements::read_more() {
  TRY_ASSIGN(std::optional<sql::Statement> statement, splitter_.next());
  if (!statement) {
    statement = next_postponed();
    if (!statement) return false;
    make_ready(std::move(*statement));
    return true;
  }
  offset_ = statement->start.offset;
  if (statement->number == 1) defers_foreign_keys_ = begins_as_wranglers(statement->text);
  TRY_ASSIGN(const Verdict verdict,
             rows_.continues(*statement) ? Result(Verdict::run) : judge(*statement));
  if (verdict == Verdict::postpone) postponed_.push_back(std::move(*statement));
  if (verdict == Verdict::run) make_ready(std::move(*statement));
  return true;
}

void DumpStatements::make_ready(sql::Statement statement) {
  ++given_;
  if (!rows_.take(statement)) {
    ready_.push_back(readable(std::move(statement)));
  } else if (defers_foreign_keys_ && rows_.is_dense()) {
    is_of_wrangler_ = true;
  }
}

// A counter is set in place of the one that is there already.
sql::Statement DumpStatements::give(sql::Statement row) {
  if (row.values.empty()) return readable(std::move(row));
  if (target_.is_new || !changes_counters_) return row;
  sql::Statement removal = own_statement("DELETE FROM sqlite_sequence WHERE name=?");
  removal.values = {row.values.front()};
  ready_.push_back(std::move(row));
  return removal;
}

std::optional<sql::Statement> DumpStatements::next_postponed() {
  while (!postponed_.empty()) {
    sql::Statement statement = std::move(postponed_.front());
    postponed_.pop_front();
    changes_counters_ = is_counter_table(recognise(statement.text).name);
    if (has_counters_ || !changes_counters_) return statement;
    leave_out("AUTOINCREMENT counters were left out: the dump has no AUTOINCREMENT table");
  }
  if (!schema_is_open_) return std::nullopt;
  schema_is_open_ = false;
  // Also makes the connection read its schema again.
  return own_statement("PRAGMA writable_schema=RESET");
}

Result<DumpStatements::Verdict> DumpStatements::judge(const sql::Statement& statement) {
  const DumpedStatement dumped = recognise(statement.text);
  if (is_reserved(dumped.name) || is_reserved(dumped.target)) {
    return leave_out(
        "what belongs to names that begin with _cf_ was left out: D1 keeps them for itself");
  }
  switch (dumped.kind) {
    case StatementKind::transaction: return Verdict::leave_out;
    case StatementKind::rollback:
      return leave_out(
          "ROLLBACK was left out: what came before it was loaded, and a dump that ends so was "
          "interrupted by an error");
    case StatementKind::pragma: return judge_pragma(dumped.name);
    case StatementKind::attach:
      return refused(statement,
                     "a dump may not attach or detach other database files",
                     "remove the statement: a dump is loaded into one new database");
    case StatementKind::vacuum: return leave_out("VACUUM was left out");
    case StatementKind::create_table: return judge_table(dumped);
    case StatementKind::create_virtual_table:
    case StatementKind::create_view: remember(dumped.name); return Verdict::run;
    case StatementKind::create_index:
    case StatementKind::create_trigger:
      return existing_.contains(ascii_lower(dumped.target)) ? Verdict::run : Verdict::postpone;
    case StatementKind::drop: forget(dumped.name); return Verdict::run;
    case StatementKind::rename_table:
      forget(dumped.name);
      remember(dumped.target);
      return Verdict::run;
    case StatementKind::change_rows: return judge_change(statement, dumped.name);
    case StatementKind::other: return Verdict::run;
  }
  return Verdict::run;
}

DumpStatements::Verdict DumpStatements::judge_table(const DumpedStatement& dumped) {
  if (is_internal_name(dumped.name)) {
    return leave_out("CREATE TABLE " + dumped.name + " was left out: SQLite makes it itself");
  }
  remember(dumped.name);
  has_counters_ = has_counters_ || dumped.autoincrement;
  return Verdict::run;
}

DumpStatements::Verdict DumpStatements::judge_pragma(const std::string& name) {
  if (target_.is_new && contains_name(kPragmasToRun, name)) return Verdict::run;
  if (contains_name(kPragmasOfLoading, name)) return Verdict::leave_out;
  return leave_out("PRAGMA " + name + " was left out: it is no part of the data");
}

Result<DumpStatements::Verdict> DumpStatements::judge_change(const sql::Statement& statement,
                                                             const std::string& table) {
  changes_counters_ = is_counter_table(table);
  if (!is_internal_name(table)) return Verdict::run;
  if (is_schema_table(table)) return declare_virtual_table(statement);
  if (changes_counters_) return judge_counters(statement);
  // The other statistics tables exist only in some builds of SQLite.
  if (equal_names(table, "sqlite_stat1")) return Verdict::run;
  return leave_out("rows of " + table + " were left out: run ANALYZE for new statistics");
}

DumpStatements::Verdict DumpStatements::judge_counters(const sql::Statement& statement) {
  constexpr std::string_view kEmptying = "DELETE FROM sqlite_sequence";
  if (!target_.is_new && equal_names(statement.text, kEmptying)) return Verdict::leave_out;
  return has_counters_ ? Verdict::run : Verdict::postpone;
}

Result<DumpStatements::Verdict> DumpStatements::declare_virtual_table(
    const sql::Statement& statement) {
  std::string name;
  if (!target_.is_new) {
    return refused(statement,
                   "the dump writes into sqlite_schema, which a database in use does not allow",
                   "import it into a new file, with output");
  }
  if (!declares_virtual_table(statement.text, name)) {
    return refused(statement,
                   "a dump may change sqlite_schema only to declare a virtual table, in the way "
                   "sqlite3 .dump does",
                   "remove the statement, or write CREATE statements instead");
  }
  if (!schema_is_open_) ready_.push_back(own_statement("PRAGMA writable_schema=ON"));
  schema_is_open_ = true;
  remember(name);
  return Verdict::run;
}

DumpStatements::Verdict DumpStatements::leave_out(std::string note) {
  if (std::ranges::find(notes_, note) == notes_.end()) notes_.push_back(std::move(note));
  return Verdict::leave_out;
}

bool DumpStatements::is_reserved(std::string_view name) const {
  return target_.is_d1 && d1::is_reserved_name(name);
}

Error DumpStatements::placed(Error error) const {
  const sql::Position& start = rows_.start();
  if (!error.place || !gave_row_) return error;
  const bool is_exact = error.place->line != start.line || error.place->column != start.column;
  if (is_exact && !rows_.is_cut()) return error;
  const sql::Position position = rows_.position();
  error.place->line = position.line;
  error.place->column = position.column;
  return error;
}

std::vector<std::string> DumpStatements::notes() const {
  std::vector<std::string> notes = notes_;
  if (!is_of_wrangler_) return notes;
  const DoubtfulConstants& doubtful = rows_.doubtful();
  if (doubtful.integers > 0) {
    notes.push_back(counted(doubtful.integers, "integer") +
                    " of 2^53 and more may have been rounded by wrangler before it wrote the dump");
  }
  if (doubtful.texts > 0) {
    notes.push_back(
        counted(doubtful.texts, "text") +
        " with line ends may have held \\n or \\r as letters too, which wrangler writes "
        "in the same way");
  }
  return notes;
}

void DumpStatements::remember(const std::string& name) {
  existing_.insert(ascii_lower(name));
}

void DumpStatements::forget(const std::string& name) {
  existing_.erase(ascii_lower(name));
}

}  // namespace d1mcp::transfer
