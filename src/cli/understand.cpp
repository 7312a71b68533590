#include <algorithm>
#include <utility>

#include "cli/command_line.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string name_of(Command command) {
  if (command == Command::serve) return "serving";
  return std::string(spec_of(command).words);
}

std::string commands_with(const OptionSpec& option) {
  std::vector<std::string> names;
  for (const CommandSpec& spec : all_commands()) {
    if (option.commands.contains(spec.command)) names.push_back(name_of(spec.command));
  }
  return join(names, ", ");
}

std::string option_name(const std::string& word) {
  return word.substr(0, word.find_first_of("= \t\r\n"));
}

Error unknown_option(const std::string& word, Command command) {
  const std::string name = option_name(word);
  std::string hint = did_you_mean(name, options_of(command));
  if (hint.empty()) hint = see_help_of(command);
  if (find_option(name) != nullptr) hint = "write " + name + " and its value as two arguments";
  return usage_error("there is no option " + to_valid_utf8(name), std::move(hint));
}

Status check_options(const Tokens& tokens, Command command) {
  if (!tokens.unknown_options.empty()) {
    return unknown_option(tokens.unknown_options.front(), command);
  }
  for (const auto& [name, values] : tokens.options) {
    const OptionSpec& spec = *find_option(name);
    if (!spec.commands.contains(command)) {
      return usage_error(name + " does not go with " + name_of(command),
                         "it goes with " + commands_with(spec));
    }
    if (values.size() > 1 && !spec.repeatable) {
      return usage_error(name + " is given " + std::to_string(values.size()) + " times",
                         "keep one of " + in_quotes(values[0]) + " and " + in_quotes(values[1]));
    }
  }
  return {};
}

bool is_word(const Tokens& tokens, std::size_t index, std::string_view word) {
  return index < tokens.literal_from && tokens.words[index] == word;
}

// How many of the words, from the `first` on, spell the command; 0 when they do not.
std::size_t words_spelling(const CommandSpec& spec, const Tokens& tokens, std::size_t first) {
  std::string_view rest = spec.words;
  std::size_t count = 0;
  while (!rest.empty()) {
    const std::size_t space = rest.find(' ');
    if (!is_word(tokens, first + count, rest.substr(0, space))) return 0;
    rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    ++count;
  }
  return count;
}

bool is_first_word(const std::string& word) {
  const std::vector<std::string> words = first_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whether a word that names no file can only be a command that was misspelt.
std::string misspelt_command(const std::string& word, const Surroundings& surroundings) {
  if (word.find_first_of("./") != std::string::npos || surroundings.exists(word)) return {};
  for (const std::string& command : nearest_names(word, first_words())) {
    const std::size_t longer = std::max(command.size(), word.size());
    if (longer - std::min(command.size(), word.size()) <= 2) return command;
  }
  return {};
}

Status check_databases_to_serve(const Tokens& tokens, const Surroundings& surroundings) {
  for (std::size_t index = 0; index < tokens.literal_from; ++index) {
    const std::string& word = tokens.words[index];
    const std::string command = index == 0 ? misspelt_command(word, surroundings) : std::string();
    if (!command.empty()) {
      return usage_error("there is no command and no file called " + in_quotes(word),
                         "did you mean " + command + "?");
    }
    if (index > 0 && is_first_word(word)) {
      return usage_error("the command " + word + " has to come first",
                         "write d1-mcp " + word + " " + to_valid_utf8(tokens.words.front()) +
                             "; a database file of that name is ./" + word);
    }
    if (word.find(' ') != std::string::npos && !surroundings.exists(word)) {
      return usage_error("there is no file called " + in_quotes(word),
                         "to run SQL, write d1-mcp query or d1-mcp execute before it");
    }
  }
  return {};
}

// What can stand after the word migrate.
std::vector<std::string> migrate_actions() {
  constexpr std::string_view kMigrate = "migrate ";
  std::vector<std::string> actions;
  for (const CommandSpec& spec : all_commands()) {
    if (spec.words.starts_with(kMigrate)) actions.emplace_back(spec.words.substr(kMigrate.size()));
  }
  return actions;
}

Error incomplete_migrate(const Tokens& tokens) {
  const std::vector<std::string> actions = migrate_actions();
  const std::string known = join(actions, ", ");
  const bool has_second = tokens.words.size() > 1;
  std::string hint = has_second ? did_you_mean(tokens.words[1], actions) : std::string();
  if (hint.empty()) hint = "d1-mcp migrate --help tells what each does";
  return usage_error(has_second
                         ? "migrate does " + known + ", but not " + in_quotes(tokens.words[1])
                         : "migrate needs to know what to do: one of " + known,
                     std::move(hint));
}

struct Found {
  Command command = Command::serve;
  std::size_t words = 0;
};

Result<Found> find_command(const Tokens& tokens, const Surroundings& surroundings) {
  for (const CommandSpec& spec : all_commands()) {
    const std::size_t count = words_spelling(spec, tokens, 0);
    if (count > 0) return Found{.command = spec.command, .words = count};
  }
  if (is_word(tokens, 0, "migrate")) return incomplete_migrate(tokens);
  TRY(check_databases_to_serve(tokens, surroundings));
  return Found{};
}

}  // namespace

Result<std::vector<Command>> help_wanted(const Tokens& tokens) {
  const bool by_word = is_word(tokens, 0, "help");
  if (!by_word && !tokens.options.contains("--help")) return std::vector<Command>();
  const std::size_t first = by_word ? 1 : 0;
  if (first >= tokens.words.size()) return std::vector<Command>{Command::serve};
  std::vector<Command> beginning_so;
  for (const CommandSpec& spec : all_commands()) {
    if (words_spelling(spec, tokens, first) > 0) return std::vector<Command>{spec.command};
    const std::string_view begin = spec.words.substr(0, spec.words.find(' '));
    if (!begin.empty() && is_word(tokens, first, begin)) beginning_so.push_back(spec.command);
  }
  if (!beginning_so.empty()) return beginning_so;
  if (!by_word) return std::vector<Command>{Command::serve};
  std::string hint = did_you_mean(tokens.words[first], first_words());
  if (hint.empty()) hint = "d1-mcp --help lists the commands";
  return usage_error("there is no command " + in_quotes(tokens.words[first]), std::move(hint));
}

Result<CommandLine> understand(Tokens tokens, const Surroundings& surroundings) {
  TRY_ASSIGN(const Found found, find_command(tokens, surroundings));
  TRY(check_options(tokens, found.command));
  std::vector<std::string> operands(tokens.words.begin() + static_cast<std::ptrdiff_t>(found.words),
                                    tokens.words.end());
  for (const std::string& operand : operands) {
    if (trimmed(operand).empty()) {
      return usage_error("one of the arguments is empty", see_help_of(found.command));
    }
  }
  return CommandLine(found.command, std::move(operands), std::move(tokens));
}

}  // namespace d1mcp::cli
