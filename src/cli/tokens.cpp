// The only file that knows CLI11. It does the splitting and nothing more: the words, `--` and the
// meaning of values are ours, since in CLI11 2.1 a vector of positionals splits "[a,b]" into two, a
// subcommand gives what follows `--` to its parent as if the `--` were not there, and `--name=`
// takes the next argument as its value.
#include "cli/tokens.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/command_table.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

using Arguments = std::vector<std::string>;

Error usage(std::string message, std::string hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = {}};
}

Error value_missing(const OptionSpec& spec) {
  return usage(std::string(spec.name) + " needs a value",
               "write " + std::string(spec.name) + " " + std::string(spec.value));
}

// `--name=` becomes `--name` and an empty argument.
Arguments with_empty_values_apart(Arguments::const_iterator begin, Arguments::const_iterator end) {
  Arguments result;
  for (; begin != end; ++begin) {
    const OptionSpec* spec =
        begin->ends_with('=') ? find_option(begin->substr(0, begin->size() - 1)) : nullptr;
    if (spec != nullptr && !spec->is_flag()) {
      result.emplace_back(spec->name);
      result.emplace_back();
    } else {
      result.push_back(*begin);
    }
  }
  return result;
}

bool may_be_given(const OptionSpec& spec, const Arguments& arguments) {
  return std::ranges::any_of(arguments, [&](const std::string& argument) {
    return argument.starts_with(spec.name) || (spec.name == "--help" && argument.starts_with("-h"));
  });
}

// Declaring all of the options takes a tenth of a millisecond, which a server's start can do
// without.
void declare_options(CLI::App& app, const Arguments& arguments) {
  app.set_help_flag();
  app.allow_extras();
  for (const OptionSpec& spec : all_options()) {
    if (!may_be_given(spec, arguments)) continue;
    const std::string name(spec.name);
    if (spec.is_flag()) {
      app.add_flag(name == "--help" ? "-h,--help" : name);
    } else {
      app.add_option(name)->expected(1)->take_all()->allow_extra_args(false);
    }
  }
}

bool has_white_space(std::string_view text) {
  return text.find_first_of(" \t\r\n\f\v") != std::string_view::npos;
}

// Whether a word that CLI11 made nothing of was meant as an option.
bool is_meant_as_option(const std::string& word) {
  if (word.size() < 2 || word[0] != '-') return false;
  if (word[1] == '.' || (word[1] >= '0' && word[1] <= '9')) return false;
  if (!has_white_space(word)) return true;
  const std::size_t name_end = word.find_first_of(" \t\r\n\f\v=");
  return word[name_end] == '=' || find_option(word.substr(0, name_end)) != nullptr;
}

// A value that looks like an option is one whose own value was forgotten.
Status check_values(const OptionSpec& spec, const Arguments& values) {
  for (const std::string& value : values) {
    if (!value.starts_with("--") || has_white_space(value)) continue;
    Error error = value_missing(spec);
    error.message += ", but is followed by " + to_valid_utf8(value);
    if (spec.name == "--param") error.hint = "where that is the value, write text:" + value;
    return error;
  }
  return {};
}

Status collect_option(const CLI::App& app, const OptionSpec& spec, Tokens& tokens) {
  const CLI::Option* option = app.get_option_no_throw(std::string(spec.name));
  if (option == nullptr || option->count() == 0) return {};
  Arguments values = option->results();
  if (spec.is_flag()) {
    if (std::ranges::any_of(values, [](const auto& value) { return value != "true"; })) {
      return usage(std::string(spec.name) + " takes no value",
                   "write " + std::string(spec.name) + " alone, or leave it out");
    }
    values.clear();
  }
  TRY(check_values(spec, values));
  tokens.options.emplace(spec.name, std::move(values));
  return {};
}

}  // namespace

Result<Tokens> tokenize(const Arguments& arguments) {
  const auto dashes = std::ranges::find(arguments, "--");
  Arguments split = with_empty_values_apart(arguments.begin(), dashes);
  CLI::App app;
  declare_options(app, split);
  const std::string last = split.empty() ? std::string() : split.back();
  std::ranges::reverse(split);  // CLI11 takes them from the back.
  try {
    app.parse(std::move(split));
  } catch (const CLI::Error& error) {
    // All that is left to fail is an option at the end without its value.
    const OptionSpec* spec = find_option(last);
    if (spec != nullptr) return value_missing(*spec);
    return usage(error.what(), "d1-mcp --help shows what can be written");
  }

  Tokens tokens;
  for (const OptionSpec& spec : all_options()) TRY(collect_option(app, spec, tokens));
  for (std::string& word : app.remaining()) {
    (is_meant_as_option(word) ? tokens.unknown_options : tokens.words).push_back(std::move(word));
  }
  tokens.literal_from = tokens.words.size();
  if (dashes != arguments.end()) {
    tokens.words.insert(tokens.words.end(), std::next(dashes), arguments.end());
  }
  return tokens;
}

}  // namespace d1mcp::cli
