#include "cli/command_line.hpp"

#include <charconv>
#include <utility>

#include "core/text.hpp"

namespace d1mcp::cli {

CommandLine::CommandLine(Command command, std::vector<std::string> operands, Tokens tokens)
    : command_(command), operands_(std::move(operands)), tokens_(std::move(tokens)) {}

bool CommandLine::has(std::string_view option) const {
  return tokens_.options.contains(option);
}

std::vector<std::string> CommandLine::values(std::string_view option) const {
  const auto found = tokens_.options.find(option);
  return found == tokens_.options.end() ? std::vector<std::string>() : found->second;
}

std::optional<std::string> CommandLine::value(std::string_view option) const {
  const auto found = tokens_.options.find(option);
  if (found == tokens_.options.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

Result<std::optional<std::string>> CommandLine::text(std::string_view option) const {
  std::optional<std::string> given = value(option);
  if (given && given->empty()) {
    return usage_error(std::string(option) + " is empty", "leave it out, or write its value");
  }
  if (given && !is_valid_utf8(*given)) {
    return usage_error(std::string(option) + " is not valid UTF-8: " + in_quotes(*given),
                       "check the encoding of the terminal");
  }
  return given;
}

Result<std::optional<std::int64_t>> CommandLine::number(std::string_view option,
                                                        std::int64_t least,
                                                        std::int64_t most) const {
  const std::optional<std::string> given = value(option);
  if (!given) return std::optional<std::int64_t>();
  const char* end = given->data() + given->size();
  std::int64_t number = 0;
  const auto [stop, failure] = std::from_chars(given->data(), end, number);
  if (failure != std::errc{} || stop != end || number < least || number > most) {
    return usage_error(std::string(option) + " is a whole number from " + std::to_string(least) +
                           " to " + std::to_string(most) + ", not " + in_quotes(*given),
                       see_help_of(command_));
  }
  return std::optional(number);
}

Error usage_error(std::string message, std::string hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = std::move(message),
               .hint = std::move(hint),
               .place = {}};
}

std::string see_help_of(Command command) {
  const std::string words(spec_of(command).words);
  if (words.empty()) return "d1-mcp --help shows what can be written";
  return "d1-mcp " + words + " --help shows what can be written";
}

std::string in_quotes(std::string_view word) {
  constexpr std::size_t kLongest = 60;
  const std::string text = to_valid_utf8(word);
  const std::string_view head = utf8_prefix(text, kLongest);
  return "\"" + std::string(head) + (head.size() < text.size() ? "..." : "") + "\"";
}

}  // namespace d1mcp::cli
