#include "cli/surroundings.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/files.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

constexpr std::uint64_t kMaxSqlBytes = std::uint64_t{64} * 1024 * 1024;

std::optional<std::string> variable_of_process(const std::string& name) {
  // The environment is read before any thread is started and never written.
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe)
  if (value == nullptr) return std::nullopt;
  return value;
}

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

Result<std::string> read_standard_input() {
  std::string content;
  std::array<char, 64 * 1024> chunk{};
  while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), stdin)) {
    content.append(chunk.data(), count);
    if (content.size() > kMaxSqlBytes) {
      return Error{.code = ErrorCode::limit_exceeded,
                   .message = "standard input holds more than " + human_bytes(kMaxSqlBytes),
                   .hint = "run the SQL in several parts",
                   .place = {}};
    }
  }
  if (std::ferror(stdin) != 0) return file_error("read", "standard input", errno);
  return content;
}

}  // namespace

Surroundings real_surroundings(std::string version) {
  return {.version = std::move(version),
          .variable = variable_of_process,
          .exists = is_there,
          .read_file = [](const std::string& path) { return read_file(path, kMaxSqlBytes); },
          .read_standard_input = read_standard_input};
}

}  // namespace d1mcp::cli
