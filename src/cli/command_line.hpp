#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_table.hpp"
#include "cli/surroundings.hpp"
#include "cli/tokens.hpp"
#include "core/result.hpp"

namespace d1mcp::cli {

/// A command line whose command is known and whose options belong to it.
class CommandLine {
 public:
  CommandLine(Command command, std::vector<std::string> operands, Tokens tokens);

  [[nodiscard]] Command command() const { return command_; }

  /// The words after the command.
  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }

  [[nodiscard]] bool has(std::string_view option) const;

  /// All values of an option, in order; empty when it was not given.
  [[nodiscard]] std::vector<std::string> values(std::string_view option) const;

  /// The value of an option that may be given once.
  [[nodiscard]] std::optional<std::string> value(std::string_view option) const;

  /// The value as text for JSON: not empty, valid UTF-8.
  [[nodiscard]] Result<std::optional<std::string>> text(std::string_view option) const;

  /// The value as a whole number from `least` to `most`.
  [[nodiscard]] Result<std::optional<std::int64_t>> number(std::string_view option,
                                                           std::int64_t least,
                                                           std::int64_t most) const;

 private:
  Command command_;
  std::vector<std::string> operands_;
  Tokens tokens_;
};

/// The commands `--help` or `help` asks about, `serve` being the program as a whole. Nothing when
/// help was not asked for; an error when it was for something that is no command.
Result<std::vector<Command>> help_wanted(const Tokens& tokens);

/// Finds the command and checks that each option is known, goes with the command and is not given
/// more often than it may be.
Result<CommandLine> understand(Tokens tokens, const Surroundings& surroundings);

/// An `invalid_argument`: the command line is wrong.
Error usage_error(std::string message, std::string hint);

/// "d1-mcp query --help shows what can be written".
std::string see_help_of(Command command);

/// A word of the user's in quotation marks, made fit for a message.
std::string in_quotes(std::string_view word);

}  // namespace d1mcp::cli
