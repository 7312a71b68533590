#include "workspace/recognise.hpp"

#include <string>
#include <system_error>

#include "core/files.hpp"
#include "transfer/dump_detection.hpp"
#include "transfer/input_text.hpp"

namespace d1mcp::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytesLookedAt = 64 * 1024;
constexpr std::string_view kSqliteMagic("SQLite format 3\0", 16);

Error neither(const fs::path& path, std::string_view what, std::string_view hint) {
  return Error{.code = ErrorCode::not_a_database,
               .message = path.string() + " " + std::string(what),
               .hint = std::string(hint),
               .place = {}};
}

}  // namespace

Result<Found> recognise(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) return Found::nothing;
  if (status.type() == fs::file_type::none) return file_error("open", path, failure.value());
  if (status.type() == fs::file_type::directory) return Found::directory;
  if (status.type() != fs::file_type::regular)
    return neither(path, "is not a regular file", "name a database file");
  TRY_ASSIGN(const std::string head, read_head(path, kBytesLookedAt));
  if (head.empty()) {
    return neither(path,
                   "is empty: it holds no database",
                   "name another file, or remove it and create the database with apply_migration");
  }
  if (head.starts_with(kSqliteMagic)) return Found::sqlite_file;
  TRY_ASSIGN(transfer::InputText text, transfer::text_of_file(path, path.string()));
  TRY_ASSIGN(const std::string beginning, transfer::peek(text, kBytesLookedAt));
  if (transfer::looks_like_sql_dump(beginning)) return Found::sql_dump;
  return neither(
      path,
      "is neither a SQLite database nor a SQL dump",
      "its first bytes are not SQLite's: it is another kind of file, or an encrypted database");
}

}  // namespace d1mcp::workspace
