#pragma once

#include <optional>
#include <string>

#include "cli/server_options.hpp"
#include "cli/surroundings.hpp"
#include "core/result.hpp"
#include "jsonrpc/json.hpp"

namespace d1mcp::cli {

using Json = jsonrpc::Json;

enum class Mode { serve_stdio, serve_http, call_tool, demo, version, help };

/// Everything a command line asks for.
struct Invocation {
  Mode mode = Mode::serve_stdio;
  std::string text;       ///< What to print, for `version` and `help`; ends with a line end.
  ServerOptions options;  ///< For all modes but `version` and `help`.

  /// For `call_tool`: the tool's name and its arguments, without `database` (there is
  /// `options.databases`) and without those whose default holds.
  std::string tool;
  Json arguments = Json::object();

  bool json = false;                    ///< Print the structured result instead of text.
  bool sarif = false;                   ///< Print findings as SARIF.
  std::optional<std::string> demo_dir;  ///< For `demo`: where to make the sample project.
};

/// Reads a command line; `argv[0]` is skipped. A wrong one is `invalid_argument`, with a hint. SQL
/// that is said to be in a file or on standard input is read here and fails with the reader's
/// error.
Result<Invocation> parse(int argc, const char* const* argv, const Surroundings& surroundings);

/// Whether `--json` stands on the command line: how a usage error has to be told is needed before
/// the command line was understood.
bool wants_json(int argc, const char* const* argv);

}  // namespace d1mcp::cli
