#include "sqlite/database.hpp"

#include <utility>

#include "sqlite/open.hpp"

namespace d1mcp::sqlite {

Database::Reader::Reader(Database& database,
                         std::unique_ptr<sql::Connection> connection,
                         FileIdentity identity)
    : database_(&database), connection_(std::move(connection)), identity_(identity) {}

Database::Reader::~Reader() {
  if (connection_) database_->give_back(std::move(connection_), identity_);
}

Database::Database(std::filesystem::path file, Options options)
    : file_(std::filesystem::absolute(file)), options_(options) {}

Result<Database::Reader> Database::reader() {
  const std::optional<FileIdentity> identity = identify(file_);
  std::vector<std::unique_ptr<sql::Connection>> outdated;  // Closed after the lock is released.
  std::shared_ptr<WalKeeper> keeper;
  {
    const Lock lock(mutex_);
    if (!identity || *identity != pooled_identity_) {
      outdated.swap(pool_);
      keeper_.reset();
      pooled_identity_ = identity.value_or(FileIdentity{});
    }
    if (!pool_.empty()) {
      auto connection = std::move(pool_.back());
      pool_.pop_back();
      return Reader(*this, std::move(connection), *identity);
    }
    keeper = keeper_.lock();
    if (!keeper) {
      keeper = keep_wal_clean(file_);
      keeper_ = keeper;
    }
  }
  TRY_ASSIGN(auto connection, open_reader_with(file_, options_, std::move(keeper)));
  return Reader(*this, std::move(connection), identity.value_or(FileIdentity{}));
}

Result<std::unique_ptr<sql::Connection>> Database::writer(Creation creation) const {
  return open_writer(file_, creation, options_);
}

void Database::give_back(std::unique_ptr<sql::Connection> connection,
                         const FileIdentity& identity) {
  const Lock lock(mutex_);
  if (identity == pooled_identity_) pool_.push_back(std::move(connection));
}

}  // namespace d1mcp::sqlite
