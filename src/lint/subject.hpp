#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "d1/dialect.hpp"
#include "lint/change.hpp"
#include "lint/schema.hpp"
#include "sql/replay.hpp"
#include "sql/statement.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::lint {

/// Where the live database lies.
struct Storage {
  std::uint64_t database_bytes = 0;
  std::uint64_t free_bytes = 0;  ///< On the same disk, for this program.
};

/// What the migrations are for.
struct Target {
  d1::Dialect dialect = d1::Dialect::sqlite;
  std::string history_table = "d1_migrations";
  std::optional<Storage> storage = {};  ///< Nothing where it is not known.

  [[nodiscard]] bool is_d1() const { return dialect != d1::Dialect::sqlite; }
};

/// One statement of a file with what its replay told.
struct Step {
  explicit Step(sql::Statement from)
      : statement(std::move(from)),
        change(read_change(statement.text)),
        tokens(sql::solid_tokens(statement.text)) {}
  // `change` and `tokens` point into `statement`.
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;
  Step(Step&&) = delete;
  Step& operator=(Step&&) = delete;
  ~Step() = default;

  sql::Statement statement;
  Change change;
  std::vector<sql::Token> tokens;  ///< Without white space and comments.

  std::vector<sql::Action> actions;
  std::optional<Error> failure;             ///< Why it cannot run; it then changed nothing.
  std::optional<Error> string_by_accident;  ///< As in sql::Trial.
  /// It builds on a statement that fails, so that its own failure says nothing.
  bool is_unknown = false;
  std::shared_ptr<const Schema> before;
  std::shared_ptr<const Schema> after;
};

/// A view or trigger that does not compile.
struct Broken {
  Schema::Object object;
  std::string message;
};

/// A statement of code that is running, as it fares at one moment of a replay.
struct KnownQuery {
  Place place;  ///< In the file that lists the queries.
  std::string text;
  std::optional<Error> failure;   ///< Why it does not compile.
  std::vector<std::string> plan;  ///< Of EXPLAIN QUERY PLAN; empty where it does not compile.
};

/// What a file did to the real rows on a private copy of the database.
struct Rehearsal {
  std::vector<std::string> unnamed_losses;  ///< Sentences on rows no statement speaks of.
  std::optional<Error> failure;             ///< Why it did not run there.
  std::vector<std::string> not_undone;  ///< What its rollback does not bring back, in sentences.
};

/// A file to be applied, replayed.
struct File {
  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  File(File&&) = default;
  File& operator=(File&&) = default;
  ~File() = default;

  std::string name;
  std::string text;
  Target target;
  std::deque<Step> steps;              ///< Up to where the text cannot be cut any more.
  std::optional<Error> unreadable;     ///< Why it cannot.
  std::shared_ptr<const Schema> live;  ///< What code that is running knows: before all files.
  std::shared_ptr<const Schema> before;
  std::shared_ptr<const Schema> after;
  std::vector<Broken> broken_before;
  std::vector<Broken> broken_after;
  std::vector<KnownQuery> queries_before;
  std::vector<KnownQuery> queries_after;  ///< The same ones in the same order.
  Rehearsal rehearsal;
  /// Whether SQLite does not look after foreign keys while the file runs: it begins with PRAGMA
  /// foreign_keys=OFF, and the target is no D1. What it broke is looked for at its end.
  bool foreign_keys_off = false;

  /// The statements in front of `step`, and those behind it.
  [[nodiscard]] std::vector<const Step*> steps_before(const Step& step) const;
  [[nodiscard]] std::vector<const Step*> steps_after(const Step& step) const;
};

/// The number a migration's name begins with, without leading zeros; empty for none.
std::string number_of(std::string_view file);

/// Whether the file itself makes the table that `step` changes, so that it has no rows but those
/// the file gives it.
bool is_made_here(const File& file, const Step& step);

/// Whether the statement names `name` anywhere, quoted or not.
bool mentions(const Step& step, std::string_view name);

/// The first place where the statement names `name`; its beginning where it does not.
std::string_view part_called(const Step& step, std::string_view name);

/// Whether the statement cannot run by its own fault, for a reason with these words in it.
bool fails_with(const Step& step, std::string_view words);

/// The migrations folder and what of it the history holds. Names are relative to the folder.
struct Folder {
  /// A rollback file or verify script.
  struct Companion {
    std::string name;
    std::string forward;  ///< The migration it belongs to; empty when no such file is there.
  };

  /// An applied file that is not what it was then.
  struct Edited {
    Place place;         ///< The file, and where its meaning differs if that is known.
    std::string change;  ///< "TEXT -> INTEGER"; empty where it is not known.
    bool is_cosmetic = false;
  };

  /// A pending file without a rollback, every statement of which can be undone.
  struct Derivable {
    std::string name;
    std::string rollback;                 ///< The name its rollback should have.
    std::vector<std::string> statements;  ///< Of the rollback, without semicolons.
  };

  std::vector<std::string> files;  ///< Forward files in the order they are applied.
  std::vector<Companion> rollbacks;
  std::vector<std::string> applied;          ///< The history's names, in its order.
  std::vector<std::string> run_by_wrangler;  ///< Files wrangler would apply that are no migrations.
  std::vector<Companion> verifies = {};
  std::vector<Edited> edited = {};
  std::vector<Derivable> derivable = {};

  [[nodiscard]] bool is_applied(std::string_view name) const;
};

}  // namespace d1mcp::lint
