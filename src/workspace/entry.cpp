#include "workspace/entry.hpp"

#include <system_error>
#include <utility>

#include "sqlite/lock_holder.hpp"
#include "sqlite/restore.hpp"
#include "workspace/dump_cache.hpp"
#include "workspace/private_file.hpp"

namespace d1mcp::workspace {

namespace fs = std::filesystem;

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::sqlite_file: return "sqlite_file";
    case Kind::sql_dump: return "sql_dump";
    case Kind::wrangler: return "wrangler";
  }
  return "sqlite_file";
}

Entry::Entry(Description description) : description_(std::move(description)) {}

Entry::Entry(Description description, Error problem)
    : description_(std::move(description)), problem_(std::move(problem)) {}

bool Entry::exists() const {
  std::error_code ignored;
  return fs::exists(description_.kind == Kind::sql_dump ? description_.source : description_.file,
                    ignored);
}

Error Entry::missing() const {
  if (description_.kind == Kind::wrangler) {
    return Error{.code = ErrorCode::not_found,
                 .message = "wrangler has not created the local database of " + description_.name +
                            " yet (" + description_.file.string() + ")",
                 .hint = "apply_migration creates it, and so does wrangler d1 migrations apply " +
                         description_.name + " --local",
                 .place = {}};
  }
  return Error{.code = ErrorCode::not_found,
               .message = description_.source.string() + " does not exist",
               .hint = "check the path; it is relative to where the server was started",
               .place = {}};
}

Result<fs::path> Entry::sqlite_file(const Work& work) {
  if (description_.kind != Kind::sql_dump) return description_.file;
  return load_cached(description_.source, work);
}

// A dump is looked at again at each call: when its text changed, the database made from it is old.
Result<std::shared_ptr<sqlite::Database>> Entry::database(const Work& work) {
  if (problem_) return *problem_;
  if (!exists()) return missing();
  const std::string state =
      description_.kind == Kind::sql_dump ? state_of(description_.source) : std::string();
  {
    const Lock lock(mutex_);
    if (database_ && state == loaded_state_) return database_;
  }
  TRY_ASSIGN(const fs::path file, sqlite_file(work));
  const Lock lock(mutex_);
  database_ =
      std::make_shared<sqlite::Database>(file, sqlite::Options{.dialect = description_.dialect});
  loaded_state_ = state;
  return database_;
}

Result<Entry::Reader> Entry::reader(const Work& work) {
  TRY_ASSIGN(auto opened, database(work));
  TRY_ASSIGN(auto connection, opened->reader());
  return Reader(std::move(opened), std::move(connection));
}

Result<std::unique_ptr<sql::Connection>> Entry::passing_reader(const Work& work) {
  if (problem_) return *problem_;
  if (!exists()) return missing();
  TRY_ASSIGN(const fs::path file, sqlite_file(work));
  return sqlite::open_reader(
      file, {.dialect = description_.dialect, .lock_wait = std::chrono::milliseconds(0)});
}

std::string Entry::lock_holder() const {
  return sqlite::lock_holder(description_.file);
}

Status Entry::check_writable() const {
  if (problem_) return *problem_;
  if (description_.kind != Kind::sql_dump) return {};
  return Error{.code = ErrorCode::permission_denied,
               .message = description_.source.string() +
                          " is a SQL dump: it was loaded into a private copy, and changes "
                          "to a copy would be lost",
               .hint = "make a database of it first: d1-mcp export " +
                       description_.source.string() + " --format sqlite --output app.db",
               .place = {}};
}

Status Entry::restore(const fs::path& backup, const Work& work) {
  TRY(check_writable());
  if (!exists()) return missing();
  TRY(sqlite::check_integrity(backup, work));
  return sqlite::restore(description_.file, backup, {.dialect = description_.dialect}, work);
}

Result<std::unique_ptr<sql::Connection>> Entry::writer(sqlite::Creation creation) {
  TRY(check_writable());
  const bool creates =
      creation == sqlite::Creation::may_create && description_.kind == Kind::wrangler;
  if (!exists()) {
    if (!creates) return missing();
    TRY(make_directories(description_.file.parent_path()));
  }
  return sqlite::open_writer(description_.file,
                             creates ? sqlite::Creation::may_create : sqlite::Creation::must_exist,
                             {.dialect = description_.dialect});
}

Result<Entry::Rehearsal> Entry::rehearse(const Work& work) {
  if (problem_) return *problem_;
  TRY_ASSIGN(NewFile copy, new_private_file("d1-mcp-rehearsal"));
  if (exists()) {
    TRY_ASSIGN(const auto original, reader(work));
    TRY(original->copy_into(copy.temporary_path(), work));
  } else if (description_.kind != Kind::wrangler) {
    return missing();
  }
  TRY_ASSIGN(auto connection,
             sqlite::open_rehearsal(copy.temporary_path(), {.dialect = description_.dialect}));
  return Rehearsal(std::move(copy), std::move(connection));
}

}  // namespace d1mcp::workspace
