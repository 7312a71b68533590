#include "core/files.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/encoding.hpp"

namespace d1mcp {
namespace {

namespace fs = std::filesystem;

ErrorCode code_of(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR: return ErrorCode::not_found;
    case EEXIST: return ErrorCode::already_exists;
    case EACCES:
    case EPERM:
    case EROFS: return ErrorCode::permission_denied;
    case ENOSPC:
    case EDQUOT: return ErrorCode::no_space;
    default: return ErrorCode::io_error;
  }
}

std::string hint_of(ErrorCode code) {
  if (code == ErrorCode::no_space) return "free some space; nothing was changed";
  return {};
}

struct CloseFile {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Result<File> open_for_reading(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return file_error("read", path, EISDIR);
  File file(std::fopen(path.c_str(), "rbe"));
  if (!file) return file_error("read", path, errno);
  return file;
}

// Lets the disk begin with what is written, so that there is less to wait for at the end.
void send_to_disk(int descriptor) {
#if defined(__linux__)
  ::sync_file_range(descriptor, /*offset=*/0, /*nbytes=*/0, SYNC_FILE_RANGE_WRITE);
#else
  static_cast<void>(descriptor);
#endif
}

Status sync_directory(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return {};  // Some file systems do not let a directory be opened; the file is safe.
  static_cast<void>(::fsync(descriptor));
  ::close(descriptor);
  return {};
}

}  // namespace

Error file_error(std::string_view action, const fs::path& path, int error_number) {
  const ErrorCode code = code_of(error_number);
  return Error{.code = code,
               .message = "cannot " + std::string(action) + " " + path.string() + ": " +
                          std::generic_category().message(error_number),
               .hint = hint_of(code),
               .place = {}};
}

Result<std::string> read_file(const fs::path& path, std::uint64_t max_bytes) {
  TRY_ASSIGN(const File file, open_for_reading(path));
  std::string content;
  std::array<char, 64 * 1024> chunk{};
  while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    content.append(chunk.data(), count);
    if (content.size() > max_bytes) {
      return Error{.code = ErrorCode::limit_exceeded,
                   .message = path.string() + " is larger than the " + std::to_string(max_bytes) +
                              " bytes accepted here",
                   .hint = {},
                   .place = {}};
    }
  }
  if (std::ferror(file.get()) != 0) return file_error("read", path, errno);
  return content;
}

Result<std::string> read_head(const fs::path& path, std::size_t count) {
  TRY_ASSIGN(const File file, open_for_reading(path));
  std::string head(count, '\0');
  head.resize(std::fread(head.data(), 1, count, file.get()));
  if (std::ferror(file.get()) != 0) return file_error("read", path, errno);
  return head;
}

std::optional<FileIdentity> identify(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileIdentity{.device = static_cast<std::uint64_t>(status.st_dev),
                      .inode = static_cast<std::uint64_t>(status.st_ino)};
}

Result<NewFile> NewFile::create(const fs::path& path, Existing existing, Privacy privacy) {
  std::error_code ignored;
  if (existing == Existing::refuse && fs::exists(fs::symlink_status(path, ignored))) {
    return Error{.code = ErrorCode::already_exists,
                 .message = path.string() + " exists already",
                 .hint = "choose another name, or ask for it to be overwritten",
                 .place = {}};
  }
  NewFile file;
  file.path_ = path;
  file.existing_ = existing;
  file.temporary_ = path;
  file.temporary_ += ".partial-" + hex_encode(random_bytes(4));
  const mode_t mode = privacy == Privacy::owner_only ? 0600 : 0666;
  const int descriptor =
      ::open(file.temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) {
    const int error_number = errno;
    file.temporary_.clear();
    return file_error("write", path, error_number);
  }
  file.stream_ = ::fdopen(descriptor, "wb");
  if (file.stream_ == nullptr) {
    ::close(descriptor);
    return file_error("write", path, errno);
  }
  return file;
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      temporary_(std::exchange(other.temporary_, {})),
      existing_(other.existing_),
      stream_(std::exchange(other.stream_, nullptr)),
      unsent_(other.unsent_) {}

NewFile& NewFile::operator=(NewFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(temporary_, other.temporary_);
  std::swap(existing_, other.existing_);
  std::swap(stream_, other.stream_);
  std::swap(unsent_, other.unsent_);
  return *this;
}

NewFile::~NewFile() {
  if (stream_ != nullptr) static_cast<void>(std::fclose(stream_));
  if (!temporary_.empty()) {
    std::error_code ignored;
    fs::remove(temporary_, ignored);
  }
}

Status NewFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) != bytes.size()) {
    return file_error("write", path_, errno);
  }
  constexpr std::uint64_t kWorthSending = 8 << 20;
  unsent_ += bytes.size();
  if (unsent_ >= kWorthSending) {
    send_to_disk(::fileno(stream_));
    unsent_ = 0;
  }
  return {};
}

Status NewFile::flush() {
  if (std::fflush(stream_) != 0) return file_error("write", path_, errno);
  return {};
}

Result<std::uint64_t> NewFile::commit() {
  TRY(flush());
  if (::fsync(::fileno(stream_)) != 0) return file_error("write", path_, errno);
  struct stat status {};
  if (::fstat(::fileno(stream_), &status) != 0) return file_error("write", path_, errno);
  TRY(move_into_place());
  temporary_.clear();
  TRY(sync_directory(path_.parent_path().empty() ? fs::path(".") : path_.parent_path()));
  return static_cast<std::uint64_t>(status.st_size);
}

// A hard link fails when the target exists, which a rename does not; where links are not supported
// the target is checked once more and renamed.
Status NewFile::move_into_place() {
  if (existing_ == Existing::refuse) {
    if (::link(temporary_.c_str(), path_.c_str()) == 0) {
      ::unlink(temporary_.c_str());
      return {};
    }
    if (errno == EEXIST || ::access(path_.c_str(), F_OK) == 0)
      return file_error("write", path_, EEXIST);
  }
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return file_error("write", path_, errno);
  return {};
}

Result<fs::path> cache_directory() {
  // The environment is read before any thread is started and never written.
  // NOLINTBEGIN(concurrency-mt-unsafe)
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg != nullptr && *xdg == '/') {
    return fs::path(xdg) / "d1-mcp";
  }
  const char* home = std::getenv("HOME");
  // NOLINTEND(concurrency-mt-unsafe)
  if (home == nullptr || *home == '\0') {
    return Error{.code = ErrorCode::not_found,
                 .message = "no cache directory: neither XDG_CACHE_HOME nor HOME is set",
                 .hint = "set XDG_CACHE_HOME to a directory this user may write to",
                 .place = {}};
  }
#if defined(__APPLE__)
  return fs::path(home) / "Library" / "Caches" / "d1-mcp";
#else
  return fs::path(home) / ".cache" / "d1-mcp";
#endif
}

Status make_directories(const fs::path& path) {
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) return file_error("create directory", path, failure.value());
  return {};
}

}  // namespace d1mcp
