#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/mutex.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "d1/dialect.hpp"
#include "sqlite/database.hpp"

namespace d1mcp::workspace {

/// Where a database comes from.
enum class Kind {
  sqlite_file,
  sql_dump,  ///< SQL text, loaded into a private database before the first use.
  wrangler,  ///< A d1_databases entry of a wrangler configuration, resolved to its local file.
};

std::string_view to_string(Kind kind);

/// Where a database's migrations are and how they are told apart.
struct MigrationSettings {
  std::filesystem::path directory;
  std::string table = "d1_migrations";
  /// wrangler's migrations_pattern on names relative to `directory`; empty: every *.sql at its top.
  std::function<bool(std::string_view)> matches;
  std::optional<Error> problem;  ///< Why the project's settings for migrations cannot be used.
};

/// What is known of a database without opening it.
struct Description {
  std::string name;     ///< Unique among the databases of a server.
  std::string binding;  ///< Of a wrangler entry; also answers to it.
  Kind kind = Kind::sqlite_file;
  std::filesystem::path
      source;  ///< The file a person knows: the database, the dump, the configuration.
  std::filesystem::path file;  ///< The SQLite file; empty for a dump that is not loaded yet.
  d1::Dialect dialect = d1::Dialect::sqlite;
  MigrationSettings migrations;
  std::filesystem::path backups;  ///< Where backups of it are put.
  std::vector<std::string> notes;
};

/// One database of the server. Opens nothing before it is asked to. Thread-safe.
class Entry {
 public:
  /// A database that can be used as soon as its file exists.
  explicit Entry(Description description);

  /// Something that was named as a database and cannot be used, with the reason.
  Entry(Description description, Error problem);

  [[nodiscard]] const Description& description() const { return description_; }
  [[nodiscard]] const std::string& name() const { return description_.name; }

  /// Whether the file is there; a dump counts as soon as its text is.
  [[nodiscard]] bool exists() const;

  /// Why the entry can never be opened; nothing when it may be.
  [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

  /// A connection on loan. It keeps the database it came from open: the entry may have turned to
  /// another one, made from the dump's new text, before it is given back.
  class Reader {
   public:
    Reader(std::shared_ptr<sqlite::Database> database, sqlite::Database::Reader connection)
        : database_(std::move(database)), connection_(std::move(connection)) {}
    sql::Connection& operator*() const { return *connection_; }
    sql::Connection* operator->() const { return &*connection_; }

   private:
    std::shared_ptr<sqlite::Database> database_;  // Outlives the connection.
    sqlite::Database::Reader connection_;
  };
  Result<Reader> reader(const Work& work);

  /// A reader of its own, closed with the object and kept for nobody: to look at a database that is
  /// perhaps not in use. Waits for no lock.
  Result<std::unique_ptr<sql::Connection>> passing_reader(const Work& work);

  /// Which other program keeps everybody from writing now: "PID 1234 (node)"; empty when none is
  /// seen.
  [[nodiscard]] std::string lock_holder() const;

  /// A connection for batches. A loaded dump is refused: what would be written is only a copy. A
  /// wrangler database that does not exist yet is created where wrangler would when `creation`
  /// allows.
  Result<std::unique_ptr<sql::Connection>> writer(sqlite::Creation creation);

  /// Makes the database hold what the SQLite file `backup` holds, which is checked first; see
  /// sqlite::restore. A loaded dump is refused as by `writer`.
  Status restore(const std::filesystem::path& backup, const Work& work);

  /// A private copy to try things on, removed with the object.
  class Rehearsal {
   public:
    Rehearsal(NewFile file, std::unique_ptr<sql::Connection> connection)
        : file_(std::move(file)), connection_(std::move(connection)) {}
    sql::Connection& operator*() const { return *connection_; }

   private:
    NewFile
        file_;  // Never committed: its destructor removes the copy after the connection is closed.
    std::unique_ptr<sql::Connection> connection_;
  };
  Result<Rehearsal> rehearse(const Work& work);

 private:
  Result<std::shared_ptr<sqlite::Database>> database(const Work& work);
  Result<std::filesystem::path> sqlite_file(const Work& work);
  [[nodiscard]] Error missing() const;
  [[nodiscard]] Status check_writable() const;

  Description description_;
  std::optional<Error> problem_;
  Mutex mutex_;
  std::shared_ptr<sqlite::Database> database_ D1MCP_GUARDED_BY(mutex_);
  std::string loaded_state_
      D1MCP_GUARDED_BY(mutex_);  ///< Of the dump that `database_` was made from.
};

}  // namespace d1mcp::workspace
