#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.hpp"

// The part of a glob between two slashes: what it is made of, how it is read, what it matches.
namespace d1mcp::wrangler::glob {

struct Literal {
  char16_t unit = 0;
};

struct AnyUnit {};

struct AnyRun {};

struct UnitSet {
  bool negated = false;
  std::vector<std::pair<char16_t, char16_t>> ranges;  ///< First and last, both in the set.
};

enum class Repeat { once, optional, any_number, at_least_once, negated };

struct Alternative;

struct Group {
  Repeat repeat = Repeat::once;
  std::vector<Alternative> alternatives;
};

using Item = std::variant<Literal, AnyUnit, AnyRun, UnitSet, Group>;

struct Alternative {
  std::vector<Item> items;
  bool refuses_dot = false;  ///< Does not match where the next unit is a dot.
};

/// One segment of a pattern.
struct Segment {
  std::vector<Item> items;
  bool is_globstar = false;
  bool refuses_leading_dot = false;
};

/// Reads one segment. Errors as Glob::parse promises; their place and the whole pattern are added
/// by the caller.
Result<Segment> parse_segment(std::u16string_view text);

/// Whether `segment`, which is no globstar, matches all of `text`.
bool matches(const Segment& segment, std::u16string_view text);

/// `pattern` once for each choice its `{a,b}` leave. Errors as Glob::parse promises.
Result<std::vector<std::u16string>> expand_braces(std::u16string_view pattern);

/// Why a pattern is not taken; its place and the whole pattern are added by the caller.
inline Error refusal(ErrorCode code, std::string message, std::string hint = {}) {
  return Error{.code = code, .message = std::move(message), .hint = std::move(hint), .place = {}};
}

}  // namespace d1mcp::wrangler::glob
