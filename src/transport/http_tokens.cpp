#include "transport/http_tokens.hpp"

#include <array>
#include <system_error>

#include "core/files.hpp"
#include "core/text.hpp"

namespace d1mcp::transport {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostFileBytes = std::uint64_t{64} * 1024;
constexpr std::size_t kShortestSecret = 16;
constexpr std::string_view kScheme = "bearer ";
constexpr std::string_view kSpaces = " \t";

Error bad_line(const fs::path& path, std::uint32_t line, std::string message) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = "write one \"LEVEL TOKEN\" a line; the level is read, migrate or write",
               .place = Place{.file = path.string(), .line = line}};
}

Status check_privacy(const fs::path& path) {
  std::error_code ignored;  // A file that is not there is told of when it is read.
  const fs::perms permissions = fs::status(path, ignored).permissions();
  constexpr fs::perms kOthers = fs::perms::others_read | fs::perms::others_write;
  if (ignored || (permissions & kOthers) == fs::perms::none) return {};
  return Error{
      .code = ErrorCode::permission_denied,
      .message = "everybody on this machine can read or change the tokens in " + path.string(),
      .hint = "chmod 600 " + path.string() + ", and replace the tokens in it",
      .place = {}};
}

std::optional<Access> level_named(std::string_view name) {
  for (const Access access : {Access::read, Access::migrate, Access::write}) {
    if (name == to_string(access)) return access;
  }
  return std::nullopt;
}

Result<HttpToken> read_line(std::string_view line, const fs::path& path, std::uint32_t number) {
  const std::size_t gap = line.find_first_of(kSpaces);
  const auto access = level_named(line.substr(0, gap));
  // The line is not repeated in the message: it may be a secret.
  if (!access) return bad_line(path, number, "the line does not begin with a level of access");
  const std::string_view secret =
      gap == std::string_view::npos ? std::string_view() : trimmed(line.substr(gap));
  if (secret.size() < kShortestSecret || secret.find_first_of(kSpaces) != std::string_view::npos) {
    return bad_line(path,
                    number,
                    "the token must be one word of at least " + std::to_string(kShortestSecret) +
                        " characters");
  }
  return HttpToken{.secret = std::string(secret), .access = *access};
}

bool are_equal(const Sha256& left, const Sha256& right) {
  unsigned difference = 0;
  for (std::size_t index = 0; index < left.size(); ++index) {
    difference |= static_cast<unsigned>(left.at(index) ^ right.at(index));
  }
  return difference == 0;
}

}  // namespace

Result<std::vector<HttpToken>> read_token_file(const fs::path& path) {
  TRY(check_privacy(path));
  TRY_ASSIGN(const std::string text, read_file(path, kMostFileBytes));
  std::vector<HttpToken> tokens;
  std::uint32_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    TRY_ASSIGN(HttpToken token, read_line(line, path, number));
    tokens.push_back(std::move(token));
  }
  if (tokens.empty()) return bad_line(path, 1, "there is no token in this file");
  return tokens;
}

HttpTokens::HttpTokens(const std::vector<HttpToken>& tokens) {
  for (const HttpToken& token : tokens) {
    known_.push_back({.digest = sha256(token.secret), .access = token.access});
  }
}

std::optional<Access> HttpTokens::level_of(const std::string& authorization) const {
  if (!equal_names(authorization.substr(0, kScheme.size()), kScheme)) return std::nullopt;
  const Sha256 given = sha256(trimmed(std::string_view(authorization).substr(kScheme.size())));
  std::optional<Access> level;
  for (const Known& known : known_) {
    if (are_equal(known.digest, given)) level = known.access;
  }
  return level;
}

}  // namespace d1mcp::transport
