#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace d1mcp {

/// An error for a failed operation on a file: "cannot read app.db: Permission denied", with the
/// code that fits `error_number` (an errno value).
Error file_error(std::string_view action, const std::filesystem::path& path, int error_number);

/// The whole file. More than `max_bytes` is `limit_exceeded`.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes);

/// The first `count` bytes, or fewer when the file is shorter.
Result<std::string> read_head(const std::filesystem::path& path, std::size_t count);

/// Which file a path names right now: two equal identities are the same file, whatever its content.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// Nothing when `path` names no file that can be reached.
std::optional<FileIdentity> identify(const std::filesystem::path& path);

/// What to do when the file to be written exists already.
enum class Existing { refuse, replace };

/// Whether another user's access to a new file is left to the umask or closed.
enum class Privacy { usual, owner_only };

/// A file that appears at its place whole or not at all. It is written under a temporary name in
/// the same directory; `commit` flushes it to disk and moves it to its place; without a commit the
/// destructor removes it.
class NewFile {
 public:
  /// Fails with `already_exists` when `existing` is refuse and something is at `path`.
  static Result<NewFile> create(const std::filesystem::path& path,
                                Existing existing,
                                Privacy privacy = Privacy::usual);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&& other) noexcept;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  Status write(std::string_view bytes);

  /// Makes everything written so far readable at `temporary_path`.
  Status flush();

  /// Where the bytes are until `commit`; for writers that want a path (SQLite's backup). Nothing
  /// may be written through `write` then.
  [[nodiscard]] const std::filesystem::path& temporary_path() const { return temporary_; }

  /// Flushes, moves into place and gives the final size in bytes.
  Result<std::uint64_t> commit();

 private:
  NewFile() = default;
  Status move_into_place();

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  Existing existing_ = Existing::refuse;
  std::FILE* stream_ = nullptr;
  std::uint64_t unsent_ = 0;  ///< Bytes written that the disk was not asked to take yet.
};

/// `$XDG_CACHE_HOME/d1-mcp`, or the platform's usual place below the home directory. Not created.
Result<std::filesystem::path> cache_directory();

/// Creates `path` and its parents.
Status make_directories(const std::filesystem::path& path);

}  // namespace d1mcp
