#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "core/encoding.hpp"
#include "core/result.hpp"

namespace d1mcp::transport {

/// What a client shows, and how much it may then do.
struct HttpToken {
  std::string secret;
  Access access = Access::read;
};

/// Reads a file of tokens: one "LEVEL TOKEN" a line, the level being read, migrate or write. Empty
/// lines and lines that begin with # are skipped. Refused: a file that everybody on this machine
/// can read, a token of fewer than 16 characters, and a file without any token.
Result<std::vector<HttpToken>> read_token_file(const std::filesystem::path& path);

/// Decides who is let in. Only digests of the tokens are kept and compared, each with all of its
/// bytes: how long it takes tells nothing about a token.
class HttpTokens {
 public:
  explicit HttpTokens(const std::vector<HttpToken>& tokens);

  /// Without any token everybody is let in.
  [[nodiscard]] bool are_required() const { return !known_.empty(); }

  /// The level of the token in an Authorization header ("Bearer TOKEN"); nothing when there is none
  /// or nobody knows it.
  [[nodiscard]] std::optional<Access> level_of(const std::string& authorization) const;

 private:
  struct Known {
    Sha256 digest;
    Access access;
  };

  std::vector<Known> known_;
};

}  // namespace d1mcp::transport
