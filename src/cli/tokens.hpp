#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace d1mcp::cli {

/// A command line taken apart, before anything of it is understood.
struct Tokens {
  /// What is no option, in order. That includes everything after `--`, a lone `-`, numbers such as
  /// `-1`, and text with white space such as the SQL `--comment …`, which no option name has.
  std::vector<std::string> words;
  std::size_t literal_from = 0;  ///< The words from here on stood after `--`.

  /// The options given, each with its values in order; a flag has an empty list.
  std::map<std::string, std::vector<std::string>, std::less<>> options;

  std::vector<std::string> unknown_options;  ///< As written, with `=VALUE` where there was one.
};

/// Takes the arguments after the program's name apart by the table of options. Fails for an option
/// that lacks its value, and for a flag that has one.
Result<Tokens> tokenize(const std::vector<std::string>& arguments);

}  // namespace d1mcp::cli
