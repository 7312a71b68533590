#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace d1mcp::wrangler {

/// One entry of d1_databases. A setting that is absent and one that is empty are different things
/// to wrangler.
struct D1Entry {
  std::string binding;
  std::optional<std::string> database_name;
  std::optional<std::string> database_id;
  std::optional<std::string> preview_database_id;
  std::string migrations_table = "d1_migrations";  ///< Never empty: wrangler then takes this one.
  std::optional<std::string> migrations_dir;       ///< As written; see `migration_files`.
  std::optional<std::string> migrations_pattern;   ///< As written; see `migration_files`.
  Place place;                                     ///< Where the entry begins.

  /// What a person calls it: the name, or the binding when it has none.
  [[nodiscard]] const std::string& display_name() const {
    return database_name && !database_name->empty() ? *database_name : binding;
  }
};

/// What this program needs of a wrangler configuration, for one environment.
struct Config {
  std::filesystem::path path;              ///< Absolute.
  std::optional<std::string> worker_name;  ///< As deployed: `<name>-<environment>` by default.
  std::string environment;                 ///< Empty is the top level.
  std::vector<std::string> environments;   ///< All there are, sorted.
  std::vector<D1Entry> databases;          ///< In the order of the file.
  std::vector<std::string> warnings;       ///< Sentences for the user; nothing was wrong enough.
};

/// Reads the D1 databases of the configuration at `path` as wrangler 4.164.0 does (workers-sdk
/// packages/workers-utils/src/config/{environment,validation}.ts). An empty `environment` is the
/// top level, as with `--env ""`; `env.<name>` inherits no databases.
///
/// Wrong types, a missing binding, two entries with one binding, bad JSON or TOML are
/// `invalid_argument` with file, line and column; an unknown environment is `not_found`, also where
/// wrangler would warn and go on with the top level; more than 1 MB or 64 levels is
/// `limit_exceeded`. Only the chosen environment is judged.
Result<Config> read_config(const std::filesystem::path& path, std::string_view environment);

/// The entry wrangler means by `name`: the first whose database_name or binding is exactly that.
/// Otherwise `not_found`, with the names that are near.
Result<D1Entry> find_database(const Config& config, std::string_view name);

}  // namespace d1mcp::wrangler
