#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::cli {

/// What the first words of a command line ask for; without such words it is `serve`.
enum class Command : std::uint8_t {
  serve,
  databases,
  tables,
  info,
  query,
  execute,
  migrate_status,
  migrate_check,
  migrate_apply,
  migrate_rollback,
  migrate_new,
  migrate_diff,
  migrate_baseline,
  migrate_mark,
  migrate_forget,
  migrate_repair,
  migrate_restore,
  export_database,
  import_database,
  demo,
};

/// Some of the commands.
class CommandSet {
 public:
  constexpr CommandSet(std::initializer_list<Command> commands) {
    for (const Command command : commands) bits_ |= bit(command);
  }

  /// Every command there is or will be.
  static constexpr CommandSet all() {
    CommandSet set{};
    set.bits_ = ~std::uint32_t{0};
    return set;
  }

  [[nodiscard]] constexpr bool contains(Command command) const {
    return (bits_ & bit(command)) != 0;
  }

  friend constexpr bool operator==(CommandSet, CommandSet) = default;

 private:
  static constexpr std::uint32_t bit(Command command) {
    return std::uint32_t{1} << static_cast<unsigned>(command);
  }

  std::uint32_t bits_ = 0;
};

/// One command: how it is called, which tool does it, how help explains it.
struct CommandSpec {
  Command command = Command::serve;
  std::string_view words;     ///< "migrate apply"; empty for `serve`.
  std::string_view tool;      ///< Name of the tool; empty where no tool is called.
  std::string_view operands;  ///< "[DATABASE] SQL".
  std::string_view summary;   ///< One line, for the list of commands.
  std::string_view details;   ///< Paragraphs for the command's own page, or empty.
  std::string_view examples;  ///< Lines for the command's own page.
};

/// One option. All options share one space of names, so that whether an option takes a value does
/// not depend on the command.
struct OptionSpec {
  std::string_view name;   ///< With its dashes.
  std::string_view value;  ///< What help calls its value; empty for a flag.
  bool repeatable = false;
  CommandSet commands;
  std::string_view help;  ///< Lines are broken by '\n'.

  [[nodiscard]] constexpr bool is_flag() const { return value.empty(); }
  [[nodiscard]] constexpr bool is_shared() const { return commands == CommandSet::all(); }
};

std::span<const CommandSpec> all_commands();
std::span<const OptionSpec> all_options();

const CommandSpec& spec_of(Command command);

/// Null when there is no such option.
const OptionSpec* find_option(std::string_view name);

/// "databases", "tables", … "migrate": the words a command can begin with, and `help`.
std::vector<std::string> first_words();

/// The names of the options `command` takes.
std::vector<std::string> options_of(Command command);

}  // namespace d1mcp::cli
