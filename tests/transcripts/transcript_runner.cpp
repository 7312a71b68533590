// Plays one golden conversation to a real dispatcher and compares what it says.
//
// A file begins with a head that says what it protects. Then blocks alternate: lines after
// "-- client --" are sent, lines after "-- server --" are expected, in this order. With
// UPDATE_GOLDEN set in the environment the expected lines are rewritten instead.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "unit/mcp/toy_server.hpp"

namespace {

constexpr const char* kClient = "-- client --";
constexpr const char* kServer = "-- server --";

std::vector<std::string> lines_of(std::istream& input) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(input, line);) lines.push_back(line);
  return lines;
}

// What the file has to look like, given what the server says now.
std::string replay(const std::vector<std::string>& lines) {
  d1mcp::mcp::ToyConnection connection;
  std::string replayed;
  std::vector<std::string> said;
  bool in_server_block = false;
  bool in_client_block = false;
  for (const std::string& line : lines) {
    if (line == kClient || line == kServer) {
      in_client_block = line == kClient;
      in_server_block = line == kServer;
    } else if (in_server_block) {
      continue;
    } else if (in_client_block) {
      for (std::string& answer : connection.say(line)) said.push_back(std::move(answer));
    }
    replayed += line + "\n";
    if (line == kServer) {
      for (const std::string& answer : said) replayed += answer + "\n";
      said.clear();
    }
  }
  return replayed;
}

void show_difference(const std::vector<std::string>& expected, const std::string& actual) {
  std::istringstream input(actual);
  const std::vector<std::string> found = lines_of(input);
  for (std::size_t index = 0; index < std::max(expected.size(), found.size()); ++index) {
    const std::string left = index < expected.size() ? expected[index] : "(end of file)";
    const std::string right = index < found.size() ? found[index] : "(end of file)";
    if (left == right) continue;
    std::cerr << "line " << index + 1 << "\n  expected: " << left << "\n  now:      " << right
              << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: transcripts FILE\n";
    return 2;
  }
  std::ifstream file(argv[1]);
  const std::vector<std::string> lines = lines_of(file);
  if (lines.empty() || lines.front() == kClient) {
    std::cerr << argv[1] << " is missing or has no head that says what it protects\n";
    return 2;
  }
  const std::string replayed = replay(lines);
  std::string expected;
  for (const std::string& line : lines) expected += line + "\n";
  if (replayed == expected) return 0;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(argv[1]) << replayed;
    return 0;
  }
  show_difference(lines, replayed);
  return 1;
}
