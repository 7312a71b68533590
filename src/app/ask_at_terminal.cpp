#include "app/ask_at_terminal.hpp"

#include <array>
#include <iostream>
#include <poll.h>
#include <string>
#include <unistd.h>

#include "core/text.hpp"

namespace d1mcp::app {
namespace {

using mcp::Json;

// One line, whoever else wants the process to end meanwhile.
Result<std::string> read_line(const Work& work) {
  constexpr int kLookAgainMs = 100;
  std::string line;
  while (true) {
    TRY(work.check());
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    if (::poll(&input, 1, kLookAgainMs) <= 0) continue;
    std::array<char, 256> piece{};
    const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count <= 0) return line;
    line.append(piece.data(), static_cast<std::size_t>(count));
    if (const auto end = line.find('\n'); end != std::string::npos) return line.substr(0, end);
  }
}

bool is_yes(const std::string& line) {
  const std::string word = ascii_lower(trimmed(line));
  return word == "y" || word == "yes";
}

}  // namespace

bool has_a_person() {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

Result<mcp::Answers> ask_at_terminal(const mcp::Question& question, const Work& work) {
  mcp::Answers answers;
  answers.state = question.state;
  for (const mcp::InputRequest& request : question.requests) {
    std::cerr << request.params.value("message", "") << " [y/N] " << std::flush;
    TRY_ASSIGN(const std::string line, read_line(work));
    answers.by_key[request.key] = {{"action", is_yes(line) ? "accept" : "decline"},
                                   {"content", {{"confirm", is_yes(line)}}}};
  }
  return answers;
}

}  // namespace d1mcp::app
