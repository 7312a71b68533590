#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "d1/dialect.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::workspace {

/// What a person asked the server to open.
struct Request {
  /// SQLite files, SQL dumps, directories with a wrangler configuration, or names of its databases.
  /// Empty: the configuration wrangler would find from the working directory.
  std::vector<std::string> databases;
  std::vector<std::pair<std::string, std::string>> named;  ///< --name NAME=PATH.
  std::optional<std::filesystem::path> migrations_directory;
  std::optional<d1::Dialect> dialect;  ///< Instead of what the kind of database suggests.
  std::string environment;             ///< wrangler's; empty is the top level.
  std::optional<std::filesystem::path> config;
  std::optional<std::filesystem::path> persist_to;
  std::filesystem::path working_directory;
};

/// The databases of a server, under the names a person and an assistant use. Fixed after `build`.
class Catalog {
 public:
  /// Looks at each thing named: its first bytes, a configuration file. What cannot be used becomes
  /// an entry that says why, so that a server starts and can explain. Fails only when `request`
  /// itself contradicts itself: two databases of one name.
  static Result<Catalog> build(const Request& request);

  [[nodiscard]] const std::vector<std::unique_ptr<Entry>>& entries() const { return entries_; }

  /// The database called `name` (or bound as `name`); the only one when `name` is empty. Names are
  /// compared exactly; an unknown one is `not_found` with the nearest names.
  [[nodiscard]] Result<Entry*> find(std::string_view name) const;

  /// Why there are no databases at all; empty when there are.
  [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

 private:
  Status add(std::unique_ptr<Entry> entry);
  [[nodiscard]] std::vector<std::string> names() const;

  std::vector<std::unique_ptr<Entry>> entries_;
  std::optional<Error> problem_;
};

}  // namespace d1mcp::workspace
