#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/connection.hpp"
#include "sqlite/authorizer.hpp"
#include "sqlite/bound_statements.hpp"
#include "sqlite/change_counter.hpp"
#include "sqlite/database.hpp"
#include "sqlite/handle.hpp"
#include "sqlite/names_gone.hpp"

namespace d1mcp::sqlite {

/// Keeps a second, writing connection open as long as readers of a WAL database need one: the last
/// connection to close removes the -wal and -shm files that reading made, which a read-only
/// connection cannot do.
struct WalKeeper {
  Handle handle;
};

/// How many rows break a foreign key, by what is to be said of it: "orders(user_id) would point to
/// missing rows of users(id)".
using BrokenKeys = std::map<std::string, std::int64_t>;

/// What a connection is for; it decides what its statements may do.
enum class Role { reader, writer, scratch };

/// A connection to a SQLite file.
class FileConnection final : public sql::Connection {
 public:
  FileConnection(Handle handle,
                 Role role,
                 const Options& options,
                 std::shared_ptr<WalKeeper> keeper);
  ~FileConnection() override;
  FileConnection(const FileConnection&) = delete;
  FileConnection& operator=(const FileConnection&) = delete;
  FileConnection(FileConnection&&) = delete;
  FileConnection& operator=(FileConnection&&) = delete;

  Result<sql::QueryOutcome> query(std::string_view sql,
                                  const sql::Parameters& parameters,
                                  sql::RowSink& sink,
                                  const Work& work) override;
  Result<std::vector<sql::BatchOutcome>> run_together(std::span<const sql::Batch> batches,
                                                      const Work& work) override;
  Status read_consistently(const std::function<Status()>& reads,
                           sql::ValueSize values,
                           const Work& work) override;
  Status copy_into(const std::filesystem::path& file, const Work& work) override;

 private:
  /// Which parameters of a batch some statement took.
  struct UsedParameters {
    std::vector<bool> named;  ///< One for each name, in the batch's order.
    bool positional = false;
  };

  /// What is noticed while a batch runs.
  struct Watch {
    explicit Watch(sqlite3* handle) : counter(handle), names(handle) {}
    ChangeCounter counter;
    NamesGone names;
  };

  Result<sql::QueryOutcome> stream(sqlite3_stmt* statement, sql::RowSink& sink, const Work& work);
  Error step_error(int code, const sql::Statement& statement, const Work& work);
  [[nodiscard]] Error wrong_parameters(Error error) const;
  Status refuse_write(sqlite3_stmt* statement) const;
  [[nodiscard]] Permission batch_permission() const {
    return role_ == Role::scratch ? Permission::everything : Permission::writing;
  }
  Status begin_reading(const Work& work);
  Result<std::vector<sql::BatchOutcome>> run_supervised(std::span<const sql::Batch> batches,
                                                        const Work& work);
  Status begin(sql::ForeignKeys foreign_keys, const Work& work);
  Result<std::vector<sql::BatchOutcome>> run_each(std::span<const sql::Batch> batches,
                                                  const Work& work);
  Result<sql::BatchOutcome> run_one(const sql::Batch& batch, const Work& work);
  void keep_journal();
  void let_journal_go();
  Result<std::int64_t> count_reserved_names(const Work& work);
  Status check_guard(const std::string& guard, const Work& work);
  Result<sql::BatchOutcome> run_statements(const sql::Batch& batch, const Work& work);
  Result<PreparedStatement> compile(const sql::Statement& statement, ChangeCounter& counter);
  Result<std::optional<sql::RowCounts>> run_statement(const sql::Statement& statement,
                                                      const sql::Batch& batch,
                                                      UsedParameters& used,
                                                      Watch& watch,
                                                      const Work& work);
  Result<std::optional<sql::RowCounts>> run_bound(const sql::Statement& statement,
                                                  BoundStatements& bound,
                                                  const Work& work);
  void count_emptied(ChangeCounter& counter, std::int64_t rows) const;
  static Status check_all_used(const sql::Parameters& parameters, const UsedParameters& used);
  Status finish(sql::Fate fate, const Work& work);
  Error foreign_key_error();
  void name_broken_keys(Error& error,
                        const sql::Statement& statement,
                        const sql::Parameters& parameters,
                        const Work& work);
  Result<BrokenKeys> broken_keys(const Work& work);
  Status add_broken_keys_of(const std::string& table, BrokenKeys& broken, const Work& work);
  Result<std::string> described_key(const std::string& table,
                                    const std::string& parent,
                                    std::int64_t number,
                                    const Work& work);
  Status check_keys(const BrokenKeys& before, const Work& work);
  Result<std::vector<std::string>> keys_broken_by(const sql::Statement& statement,
                                                  const sql::Parameters& parameters,
                                                  const Work& work);
  Status ask(std::string sql,
             const sql::Parameters& parameters,
             sql::RowSink& sink,
             const Work& work);
  Status watch_names(NamesGone& names, const Work& work);
  Result<std::vector<sql::Gone>> list_gone(const NamesGone& names, const Work& work);
  void roll_back();

  // Destroyed in reverse order: the keeper closes last, the authorizer goes before its handle.
  std::shared_ptr<WalKeeper> keeper_;
  Handle handle_;
  Role role_;
  Options options_;
  std::unique_ptr<Authorizer> authorizer_;
  Supervision* supervising_ = nullptr;  ///< Of the batches that run; null while none do.
  bool has_written_ = false;
  bool keeps_journal_ = false;
};

}  // namespace d1mcp::sqlite
