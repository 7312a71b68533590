// Runs a program to its end and prints what it took, as JSON: {"wall": seconds, "cpu": seconds of
// user and system, "peak": bytes of memory at most, "code": its exit code}.
//
// usage: measure INPUT OUTPUT PROGRAM [ARGUMENT...]   INPUT and OUTPUT are files; /dev/null is none

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char** environ;

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, argv[1], O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawnp(&child, argv[3], &files, nullptr, argv + 3, environ) != 0) {
    std::perror(argv[3]);
    return 1;
  }
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) != child) std::abort();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  // Linux counts the memory in kilobytes.
  std::printf("{\"wall\": %.6f, \"cpu\": %.6f, \"peak\": %ld, \"code\": %d}\n",
              wall.count(),
              seconds(used.ru_utime) + seconds(used.ru_stime),
              used.ru_maxrss * 1024,
              code);
  return 0;
}
