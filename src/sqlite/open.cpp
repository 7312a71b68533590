#include "sqlite/open.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/files.hpp"
#include "sqlite/connection.hpp"

namespace d1mcp::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNeedNotSurvive = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF";

constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

// Byte offsets of the database header (sqlite.org/fileformat2.html, section 1.3).
constexpr std::size_t kReadVersion = 19;
constexpr std::size_t kSchemaFormat = 47;
constexpr unsigned char kWalVersion = 2;
constexpr unsigned char kNewestSchemaFormat = 4;

Error not_usable(ErrorCode code,
                 const fs::path& file,
                 std::string_view what,
                 std::string_view hint) {
  return Error{.code = code,
               .message = file.string() + " " + std::string(what),
               .hint = std::string(hint),
               .place = {}};
}

Status check_kind(const fs::path& file) {
  std::error_code failure;
  const fs::file_status status = fs::status(file, failure);
  switch (status.type()) {
    case fs::file_type::regular: return {};
    case fs::file_type::not_found:
      return not_usable(ErrorCode::not_found,
                        file,
                        "does not exist",
                        "check the path; it is relative to where the server was started");
    case fs::file_type::directory:
      return not_usable(
          ErrorCode::not_a_database, file, "is a directory", "name the database file in it");
    case fs::file_type::none: return file_error("open", file, failure.value());
    default:
      return not_usable(
          ErrorCode::not_a_database, file, "is not a regular file", "name a database file");
  }
}

// The first bytes, read through SQLite's own file handle: opening and closing the file besides it
// would drop the POSIX locks this process holds on it (sqlite.org/howtocorrupt.html, section 2.2).
std::string header_of(sqlite3* handle) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
    return {};
  if (file == nullptr || file->pMethods == nullptr) return {};
  sqlite3_int64 size = 0;
  if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) return {};
  std::string head(static_cast<std::size_t>(std::min<sqlite3_int64>(size, kHeaderBytes)), '\0');
  if (file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0) != SQLITE_OK)
    return {};
  return head;
}

Status check_header(const fs::path& file, std::string_view head) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(head[at]); };
  if (!head.starts_with(kMagic)) {
    return not_usable(
        ErrorCode::not_a_database,
        file,
        "is not a SQLite database",
        "its first bytes are not SQLite's: it is another kind of file, or an encrypted database");
  }
  if (head.size() < kHeaderBytes) {
    return not_usable(ErrorCode::not_a_database,
                      file,
                      "is cut short: a database has at least a header of 100 bytes",
                      "copy it again from where it came from");
  }
  if (byte(kReadVersion) > kWalVersion || byte(kSchemaFormat) > kNewestSchemaFormat) {
    return not_usable(ErrorCode::unsupported,
                      file,
                      "was written in a newer format than SQLite " + library_version() + " reads",
                      "update this program");
  }
  return {};
}

Error empty_file(const fs::path& file) {
  return not_usable(ErrorCode::not_a_database,
                    file,
                    "is empty: it holds no database",
                    "name another file, or remove it and create the database with apply_migration");
}

// Opens `file` and looks at its header; an empty file passes only where a database may be created.
Result<Handle> open_checked(const fs::path& file, int flags, Creation creation) {
  TRY(check_kind(file));
  const bool is_empty = fs::file_size(file) == 0;
  if (is_empty && creation == Creation::must_exist) return empty_file(file);
  const fs::path absolute = fs::absolute(file);
  if (::access(absolute.c_str(), R_OK) != 0) return file_error("read", file, errno);
  TRY_ASSIGN(Handle handle, open_handle(absolute.string(), flags));
  if (!is_empty) TRY(check_header(file, header_of(handle.get())));
  return handle;
}

std::string companion(const fs::path& file, const char* suffix) {
  return file.string() + suffix;
}

bool is_wal(std::string_view head) {
  return head.size() > kReadVersion &&
         static_cast<unsigned char>(head[kReadVersion]) == kWalVersion;
}

// Reads the schema, so that a file that cannot be used is found now and not at the first query.
Status touch_schema(sqlite3* handle, const fs::path& file, const Options& options) {
  const Work no_end;
  const Supervision supervision(handle, no_end, options.lock_wait);
  if (auto touched = execute_trusted(handle, "SELECT count(*) FROM sqlite_schema"); !touched) {
    return std::move(touched).error().while_doing("cannot read " + file.string());
  }
  return {};
}

std::string immutable_uri(const fs::path& file) {
  static constexpr std::string_view kPlain =
      "/-_.~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : file.string()) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
  }
  return uri + "?immutable=1";
}

// A WAL database in a directory that cannot be written to has no place for the shared-memory file
// reading needs. Nobody can write to it either, so it may be read as unchanging
// (sqlite.org/wal.html, "Read-Only Databases").
Result<Handle> open_in_closed_directory(const fs::path& file) {
  if (fs::exists(companion(file, "-wal"))) {
    return not_usable(ErrorCode::permission_denied,
                      file,
                      "is in WAL mode with a -wal file, in a directory that cannot be written to",
                      "copy the file and its -wal to another directory");
  }
  return open_handle(immutable_uri(file), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

Status harden(sqlite3* handle) {
  const int code = sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (code != SQLITE_OK) return sqlite_error(handle, code);
  return {};
}

Result<Handle> open_for_writing(const fs::path& file, Creation creation, const Options& options) {
  std::error_code ignored;
  const bool is_new = creation == Creation::may_create && !fs::exists(file, ignored);
  const fs::path absolute = fs::absolute(file);
  TRY_ASSIGN(Handle handle,
             is_new ? open_handle(absolute.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
                    : open_checked(file, SQLITE_OPEN_READWRITE, creation));
  if (sqlite3_db_readonly(handle.get(), "main") == 1) {
    return not_usable(ErrorCode::permission_denied,
                      file,
                      "cannot be written to",
                      "change the file's permissions, or work on a copy");
  }
  TRY(touch_schema(handle.get(), file, options));
  TRY(harden(handle.get()));
  return handle;
}

}  // namespace

std::shared_ptr<WalKeeper> keep_wal_clean(const fs::path& file) {
  if (fs::exists(companion(file, "-wal"))) return nullptr;
  auto handle = open_checked(file, SQLITE_OPEN_READWRITE, Creation::must_exist);
  if (!handle || !is_wal(header_of(handle->get()))) return nullptr;
  if (sqlite3_db_readonly(handle->get(), "main") != 0) return nullptr;
  if (!execute_trusted(handle->get(), "SELECT count(*) FROM sqlite_schema")) return nullptr;
  return std::make_shared<WalKeeper>(WalKeeper{std::move(*handle)});
}

Result<std::unique_ptr<sql::Connection>> open_reader_with(const fs::path& file,
                                                          const Options& options,
                                                          std::shared_ptr<WalKeeper> keeper) {
  TRY_ASSIGN(Handle handle, open_checked(file, SQLITE_OPEN_READONLY, Creation::must_exist));
  if (auto touched = touch_schema(handle.get(), file, options); !touched) {
    const fs::path absolute = fs::absolute(file);
    const bool closed_directory = ::access(absolute.parent_path().c_str(), W_OK) != 0;
    if (!closed_directory || !is_wal(header_of(handle.get()))) return std::move(touched).error();
    TRY_ASSIGN(handle, open_in_closed_directory(absolute));
    TRY(touch_schema(handle.get(), file, options));
  }
  TRY(harden(handle.get()));
  return std::unique_ptr<sql::Connection>(std::make_unique<FileConnection>(
      std::move(handle), Role::reader, options, std::move(keeper)));
}

Result<std::unique_ptr<sql::Connection>> open_reader(const fs::path& file, const Options& options) {
  return open_reader_with(file, options, keep_wal_clean(file));
}

Result<std::unique_ptr<sql::Connection>> open_writer(const fs::path& file,
                                                     Creation creation,
                                                     const Options& options) {
  TRY_ASSIGN(Handle handle, open_for_writing(file, creation, options));
  return std::unique_ptr<sql::Connection>(
      std::make_unique<FileConnection>(std::move(handle), Role::writer, options, nullptr));
}

Result<std::unique_ptr<sql::Connection>> open_rehearsal(const fs::path& file,
                                                        const Options& options) {
  TRY_ASSIGN(Handle handle, open_for_writing(file, Creation::may_create, options));
  TRY(execute_trusted(handle.get(), kNeedNotSurvive));
  return std::unique_ptr<sql::Connection>(
      std::make_unique<FileConnection>(std::move(handle), Role::writer, options, nullptr));
}

Result<std::unique_ptr<sql::Connection>> open_scratch(const fs::path& file) {
  TRY_ASSIGN(Handle handle,
             open_handle(fs::absolute(file).string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  TRY(execute_trusted(handle.get(), kNeedNotSurvive));
  return std::unique_ptr<sql::Connection>(
      std::make_unique<FileConnection>(std::move(handle), Role::scratch, Options{}, nullptr));
}

std::string library_version() {
  return sqlite3_libversion();
}

bool library_is_bundled() {
#if defined(D1MCP_SQLITE_BUNDLED)
  return true;
#else
  return false;
#endif
}

}  // namespace d1mcp::sqlite
