// Measures how long a program takes from its start to the first byte it writes, against an empty C++
// program, both started in turn so that a change in the machine's speed meets both alike.
//
// usage: start_time SERVER EMPTY [ROUNDS]

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kDiscover =
    R"({"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{)"
    R"("io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}})"
    "\n";

struct Pipe {
  int read = -1;
  int write = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  return {ends[0], ends[1]};
}

// Milliseconds from the start to the first byte; the program is ended by the end of its input.
double time_to_first_byte(const char* program, std::string_view input) {
  const Pipe in = make_pipe();
  const Pipe out = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write, STDOUT_FILENO);
  std::array<char*, 2> arguments = {const_cast<char*>(program), nullptr};
  pid_t child = 0;
  const auto start = Clock::now();
  if (posix_spawn(&child, program, &actions, nullptr, arguments.data(), environ) != 0) std::abort();
  ::close(in.read);
  ::close(out.write);
  if (::write(in.write, input.data(), input.size()) < 0) std::abort();
  char byte = 0;
  if (::read(out.read, &byte, 1) != 1) std::abort();
  const auto end = Clock::now();
  ::close(in.write);
  ::close(out.read);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  ::waitpid(child, &status, 0);
  return std::chrono::duration<double, std::milli>(end - start).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 100;
  std::vector<double> server;
  std::vector<double> empty;
  std::vector<double> ratios;
  for (int round = -3; round < rounds; ++round) {
    const double one = time_to_first_byte(argv[1], kDiscover);
    const double other = time_to_first_byte(argv[2], "");
    if (round < 0) continue;  // The first few fill the page cache.
    server.push_back(one);
    empty.push_back(other);
    ratios.push_back(one / other);
  }
  std::printf("start to first byte, %d rounds, median (minimum) in ms\n", rounds);
  std::printf("  d1-mcp, first reply   %.2f (%.2f)\n", median(server), *std::ranges::min_element(server));
  std::printf("  empty C++ program     %.2f (%.2f)\n", median(empty), *std::ranges::min_element(empty));
  std::printf("  ratio, pair by pair   %.2f\n", median(ratios));
  return 0;
}
