#include "cli/server_options.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/read_options.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};

constexpr std::array kAccessLevels = {
    Choice<Access>{"read", Access::read},
    Choice<Access>{"migrate", Access::migrate},
    Choice<Access>{"write", Access::write},
};

constexpr std::array kLogLevels = {
    Choice<log::Level>{"debug", log::Level::debug},
    Choice<log::Level>{"info", log::Level::info},
    Choice<log::Level>{"warning", log::Level::warning},
    Choice<log::Level>{"error", log::Level::error},
    Choice<log::Level>{"off", log::Level::off},
};

template <typename Value, std::size_t count>
Result<Value> choose(std::string_view option,
                     const std::string& given,
                     const std::array<Choice<Value>, count>& choices) {
  std::vector<std::string> names;
  for (const auto& choice : choices) {
    if (given == choice.name) return choice.value;
    names.emplace_back(choice.name);
  }
  return not_a_choice(option, given, names);
}

Result<NamedDatabase> read_name(const std::string& given) {
  const std::size_t equals = given.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
    return usage_error("--name " + in_quotes(given) + " is not of the form NAME=PATH",
                       "write for example --name archive=old/app.db");
  }
  return NamedDatabase{.name = given.substr(0, equals), .path = given.substr(equals + 1)};
}

Status read_names(const CommandLine& line, ServerOptions& options) {
  for (const std::string& given : line.values("--name")) {
    TRY_ASSIGN(NamedDatabase named, read_name(given));
    const bool taken = std::ranges::any_of(
        options.names, [&](const NamedDatabase& other) { return other.name == named.name; });
    if (taken) {
      return usage_error("--name gives " + in_quotes(named.name) + " to two databases",
                         "choose another name for one of them");
    }
    options.names.push_back(std::move(named));
  }
  return {};
}

Status read_paths(const CommandLine& line, ServerOptions& options) {
  TRY_ASSIGN(options.migrations_dir, line.text("--migrations"));
  TRY_ASSIGN(options.config, line.text("--config"));
  TRY_ASSIGN(options.token_file, line.text("--token-file"));
  TRY_ASSIGN(options.persist_to, line.text("--persist-to"));
  options.allow_dirs = line.values("--allow-dir");
  options.allow_hosts = line.values("--allow-host");
  options.allow_origins = line.values("--allow-origin");
  options.allow_loss = line.has("--allow-loss");
  options.single_transaction = line.has("--single-transaction");
  if (std::ranges::find(options.allow_dirs, "") != options.allow_dirs.end()) {
    return usage_error("--allow-dir is empty", "leave it out, or write a folder");
  }
  return {};
}

// An empty name asks for the top level of the configuration, as it does in wrangler.
std::optional<std::string> read_environment(const CommandLine& line,
                                            const Surroundings& surroundings) {
  std::optional<std::string> name = line.value("--env");
  if (!name) name = surroundings.variable("CLOUDFLARE_ENV");
  if (name && name->empty()) return std::nullopt;
  return name;
}

}  // namespace

Error not_a_choice(std::string_view option,
                   std::string_view given,
                   const std::vector<std::string>& choices) {
  std::string hint = did_you_mean(given, choices);
  if (hint.empty()) hint = "choose one of " + join(choices, ", ");
  return usage_error(std::string(option) + " cannot be " + in_quotes(given), std::move(hint));
}

Result<std::optional<std::string>> read_choice(const CommandLine& line,
                                               std::string_view option,
                                               const std::vector<std::string>& choices) {
  std::optional<std::string> given = line.value(option);
  if (given && std::ranges::find(choices, *given) == choices.end()) {
    return not_a_choice(option, *given, choices);
  }
  return given;
}

Result<ServerOptions> read_server_options(const CommandLine& line,
                                          const Surroundings& surroundings) {
  ServerOptions options;
  TRY(read_names(line, options));
  TRY(read_paths(line, options));
  options.env = read_environment(line, surroundings);
  options.token = surroundings.variable("D1MCP_TOKEN");
  if (options.token && options.token->empty()) options.token.reset();
  if (const auto given = line.value("--http")) {
    TRY_ASSIGN(options.http, parse_http_address(*given));
  }
  if (const auto given = line.value("--dialect")) {
    auto dialect = d1::parse_dialect(*given);
    if (!dialect) return std::move(dialect).error().while_doing("--dialect");
    options.dialect = *dialect;
  }
  if (const auto given = line.value("--access")) {
    TRY_ASSIGN(options.access, choose("--access", *given, kAccessLevels));
  } else if (line.command() == Command::execute) {
    options.access = Access::write;  // Whoever types `execute` has said so.
  }
  if (const auto given = line.value("--log-level")) {
    TRY_ASSIGN(options.log_level, choose("--log-level", *given, kLogLevels));
  }
  return options;
}

}  // namespace d1mcp::cli
