#include "wrangler/glob.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "core/utf16.hpp"
#include "wrangler/glob_segment.hpp"

namespace d1mcp::wrangler {
namespace {

constexpr std::size_t kMaxPatternBytes = 1024;

using PathPattern = std::vector<glob::Segment>;

// Cut at runs of slashes; a leading or trailing one leaves an empty segment.
std::vector<std::u16string_view> segments_of(std::u16string_view path) {
  std::vector<std::u16string_view> segments;
  while (true) {
    const std::size_t slash = path.find(u'/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::u16string_view::npos) return segments;
    path.remove_prefix(std::min(path.find_first_not_of(u'/', slash), path.size()));
  }
}

Result<PathPattern> parse_path_pattern(std::u16string_view text) {
  PathPattern pattern;
  for (const std::u16string_view segment : segments_of(text)) {
    TRY_ASSIGN(glob::Segment parsed, glob::parse_segment(segment));
    pattern.push_back(std::move(parsed));
  }
  return pattern;
}

Result<std::vector<PathPattern>> parse_choices(std::u16string_view text) {
  TRY_ASSIGN(const std::vector<std::u16string> choices, glob::expand_braces(text));
  std::vector<PathPattern> patterns;
  for (const std::u16string& choice : choices) {
    TRY_ASSIGN(PathPattern pattern, parse_path_pattern(choice));
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

// Which numbers of leading path segments the pattern read so far may have taken up.
using Taken = std::vector<bool>;

Taken after(const glob::Segment& segment,
            const Taken& taken,
            const std::vector<std::u16string_view>& path) {
  Taken next(taken.size(), false);
  for (std::size_t count = 0; count < path.size(); ++count) {
    const bool reached = taken[count] || (segment.is_globstar && next[count]);
    if (segment.is_globstar) {
      next[count] = reached;
      next[count + 1] = reached && !path[count].starts_with(u'.');
    } else {
      next[count + 1] = reached && glob::matches(segment, path[count]);
    }
  }
  if (segment.is_globstar) next.back() = next.back() || taken.back();
  return next;
}

Taken start_of(const std::vector<std::u16string_view>& path) {
  Taken taken(path.size() + 1, false);
  taken.front() = true;
  return taken;
}

bool fits(const PathPattern& pattern, const std::vector<std::u16string_view>& path) {
  Taken taken = start_of(path);
  for (const glob::Segment& segment : pattern) {
    const bool is_last_globstar = segment.is_globstar && &segment == &pattern.back();
    if (is_last_globstar) taken.back() = false;  // It has to take up something itself.
    taken = after(segment, taken, path);
  }
  return taken.back();
}

bool may_lead_to(const PathPattern& pattern, const std::vector<std::u16string_view>& folder) {
  Taken taken = start_of(folder);
  return std::ranges::any_of(pattern, [&](const glob::Segment& segment) {
    taken = after(segment, taken, folder);
    return taken.back();
  });
}

}  // namespace

struct Glob::Program {
  std::vector<PathPattern> patterns;  ///< Any of them.
  bool negated = false;
};

Result<Glob> Glob::parse(std::string_view pattern) {
  const std::string quoted = "the pattern \"" + to_valid_utf8(pattern) + "\"";
  if (pattern.size() > kMaxPatternBytes) {
    return Error{
        .code = ErrorCode::limit_exceeded,
        .message = "a pattern is longer than " + std::to_string(kMaxPatternBytes) + " bytes",
        .hint = {},
        .place = {}};
  }
  Program program;
  if (pattern.empty() || pattern.starts_with('#')) {
    return Glob(std::make_shared<const Program>(std::move(program)));
  }
  while (pattern.starts_with('!')) {
    program.negated = !program.negated;
    pattern.remove_prefix(1);
  }
  auto patterns = parse_choices(to_utf16(pattern));
  if (!patterns) return std::move(patterns).error().while_doing(quoted);
  program.patterns = *std::move(patterns);
  return Glob(std::make_shared<const Program>(std::move(program)));
}

bool Glob::matches(std::string_view path) const {
  const std::u16string units = to_utf16(path);
  const std::vector<std::u16string_view> segments = segments_of(units);
  const bool fit = std::ranges::any_of(
      program_->patterns, [&](const PathPattern& pattern) { return fits(pattern, segments); });
  return fit != program_->negated;
}

bool Glob::looks_into(std::string_view path) const {
  const std::u16string units = to_utf16(path);
  const std::vector<std::u16string_view> segments = segments_of(units);
  const bool fit = std::ranges::any_of(program_->patterns, [&](const PathPattern& pattern) {
    return may_lead_to(pattern, segments);
  });
  return fit != program_->negated;
}

bool Glob::is_negated() const {
  return program_->negated;
}

}  // namespace d1mcp::wrangler
