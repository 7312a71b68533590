#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/mutex.hpp"
#include "core/result.hpp"
#include "d1/dialect.hpp"
#include "sql/connection.hpp"

namespace d1mcp::sqlite {

/// How connections to a database behave.
struct Options {
  d1::Dialect dialect = d1::Dialect::sqlite;
  /// How long a statement waits for another program's lock before it fails with `busy`.
  std::chrono::milliseconds lock_wait{5000};
};

enum class Creation { must_exist, may_create };

/// Opens `file` for reading only: SQLite's read-only flag, defensive mode and an authorizer that
/// forbids whatever would write, attach or change a setting. Opening creates no file and leaves
/// none: a `-wal` or `-shm` that was not there before is gone after the connection is. Errors say
/// what the file is instead: missing, a directory, empty, no permission, encrypted or not a
/// database, written by a newer SQLite.
Result<std::unique_ptr<sql::Connection>> open_reader(const std::filesystem::path& file,
                                                     const Options& options);

/// Opens `file` for batches. Never changes its journal mode for others; from a second batch on the
/// journal file stays between batches, and goes with the connection.
Result<std::unique_ptr<sql::Connection>> open_writer(const std::filesystem::path& file,
                                                     Creation creation,
                                                     const Options& options);

/// The same of a private copy for trying things, which need not survive a crash: made if missing.
Result<std::unique_ptr<sql::Connection>> open_rehearsal(const std::filesystem::path& file,
                                                        const Options& options);

/// Opens the new, empty `file` for building a database in it that nobody else sees yet. Nothing is
/// forbidden here, foreign keys are not enforced and durability is left to whoever moves the file
/// into place.
Result<std::unique_ptr<sql::Connection>> open_scratch(const std::filesystem::path& file);

/// "3.54.1".
std::string library_version();

/// Whether SQLite is compiled into this program, not the system's shared library.
bool library_is_bundled();

struct WalKeeper;

/// A database file with a pool of readers. Thread-safe. Each lease checks that the path still names
/// the file the pooled connections were opened on, and opens it anew when it was replaced.
class Database {
 public:
  /// A reader on loan, given back when it goes out of scope.
  class Reader {
   public:
    Reader(Database& database, std::unique_ptr<sql::Connection> connection, FileIdentity identity);
    Reader(Reader&&) noexcept = default;
    Reader& operator=(Reader&&) = delete;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader();

    sql::Connection& operator*() const { return *connection_; }
    sql::Connection* operator->() const { return connection_.get(); }

   private:
    Database* database_;
    std::unique_ptr<sql::Connection> connection_;
    FileIdentity identity_;
  };

  Database(std::filesystem::path file, Options options);

  Result<Reader> reader();
  [[nodiscard]] Result<std::unique_ptr<sql::Connection>> writer(Creation creation) const;

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  void give_back(std::unique_ptr<sql::Connection> connection, const FileIdentity& identity);

  std::filesystem::path file_;
  Options options_;
  Mutex mutex_;
  FileIdentity pooled_identity_ D1MCP_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<sql::Connection>> pool_ D1MCP_GUARDED_BY(mutex_);
  std::weak_ptr<WalKeeper> keeper_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::sqlite
