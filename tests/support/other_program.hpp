#pragma once

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sqlite3.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace d1mcp::test {

/// A child process that holds the write lock of a database while it lives.
class OtherProgram {
 public:
  explicit OtherProgram(const std::filesystem::path& file) {
    std::array<int, 2> ready{};
    if (::pipe(ready.data()) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      sqlite3* handle = nullptr;
      sqlite3_open(file.c_str(), &handle);
      const int code = sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
      if (code == SQLITE_OK && ::write(ready[1], "x", 1) == 1) ::pause();
      ::_exit(1);
    }
    ::close(ready[1]);
    char byte = 0;
    EXPECT_EQ(::read(ready[0], &byte, 1), 1) << "the child could not lock the database";
    ::close(ready[0]);
  }
  ~OtherProgram() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  OtherProgram(const OtherProgram&) = delete;
  OtherProgram& operator=(const OtherProgram&) = delete;
  OtherProgram(OtherProgram&&) = delete;
  OtherProgram& operator=(OtherProgram&&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }

  /// Whether the system tells of its lock at all.
  [[nodiscard]] bool is_in_proc_locks() const {
    std::ifstream locks("/proc/locks");
    const std::string text{std::istreambuf_iterator<char>(locks), {}};
    return text.find(" " + std::to_string(pid_) + " ") != std::string::npos;
  }

 private:
  pid_t pid_ = -1;
};

}  // namespace d1mcp::test
