#include "sqlite/lock_holder.hpp"

#if defined(__linux__)

#include <cstdint>
#include <fstream>
#include <sstream>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "core/files.hpp"
#include "core/text.hpp"

#endif

namespace d1mcp::sqlite {

#if defined(__linux__)

namespace {

// A line of /proc/locks (proc_locks(5)):
//
//   1: POSIX  ADVISORY  WRITE 1234 08:01:131074 1073741825 1073741825
//
// Who waits for a lock has "->" where the class stands; a lock of an open file description has the
// class OFDLCK and no process.
struct LockLine {
  std::string number, lock_class, mode, access, place;
  std::int64_t pid = 0;
  std::uint64_t first_byte = 0;
};

// WAL_WRITE_LOCK in the -shm (sqlite.org/walformat.html, "WAL Locks").
constexpr std::uint64_t kWalWriteLock = 120;

// As /proc/locks names a file: device numbers in hexadecimal, then the inode.
std::string place_of(const std::filesystem::path& file) {
  const auto identity = identify(file);
  if (!identity) return {};
  std::ostringstream place;
  place << std::hex;
  for (const unsigned number : {gnu_dev_major(identity->device), gnu_dev_minor(identity->device)})
    place << (number < 0x10 ? "0" : "") << number << ':';
  place << std::dec << identity->inode;
  return place.str();
}

std::string describe_process(std::int64_t pid) {
  const std::string number = std::to_string(pid);
  std::ifstream comm("/proc/" + number + "/comm");
  std::string name;
  std::getline(comm, name);
  return "PID " + number + (name.empty() ? "" : " (" + to_valid_utf8(name) + ")");
}

}  // namespace

std::string lock_holder(const std::filesystem::path& file) {
  const std::string database = place_of(file);
  const std::string wal_index = place_of(file.string() + "-shm");
  std::ifstream locks("/proc/locks");
  for (std::string text; std::getline(locks, text);) {
    std::istringstream words(text);
    LockLine line;
    words >> line.number >> line.lock_class >> line.mode >> line.access >> line.pid >> line.place >>
        line.first_byte;
    const bool is_others =
        words && line.lock_class == "POSIX" && line.pid > 0 && line.pid != ::getpid();
    if (!is_others || line.access != "WRITE") continue;
    const bool is_wal_writer = line.place == wal_index && line.first_byte == kWalWriteLock;
    if (line.place == database || is_wal_writer) return describe_process(line.pid);
  }
  return {};
}

#else

std::string lock_holder(const std::filesystem::path&) {
  return {};
}

#endif

}  // namespace d1mcp::sqlite
