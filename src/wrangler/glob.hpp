#pragma once

#include <memory>
#include <string_view>

#include "core/result.hpp"

namespace d1mcp::wrangler {

/// A file name pattern as wrangler understands `migrations_pattern`: what minimatch 5.1.9 does with
/// its default options (`dot: false`), because which files a pattern picks decides which migrations
/// run.
///
///  - `*` any run of characters, `?` one character, `[a-z]` `[!a-z]` one of a set: within a segment
///    of the path, and never the leading dot of one;
///  - `**` as a whole segment: any number of segments that do not start with a dot (at least one
///    where it comes last);
///  - `@(a|b)` one of them, `?(a|b)` one or nothing, `+(a|b)` one or more, `*(a|b)` any number;
///  - `!(a|b)rest`: anything followed by `rest`, unless one of them followed by `rest` stands
///  there.
///    `rest` of that second part need not reach the end of the name, so `!(*_down).sql` refuses
///    `x_down.sql.sql` too;
///  - `{a,b}`: the pattern once with each;
///  - `!` in front of the whole pattern (also in front of `!(…)`): everything but. `#` there:
///    nothing.
///
/// Characters are UTF-16 code units, as in JavaScript: an emoji is two. A backslash is an ordinary
/// character; wrangler turns it into a slash before it comes here.
class Glob {
 public:
  /// `invalid_argument` for brackets, braces or parentheses that are never closed and for ranges
  /// that run backwards: minimatch reads those as ordinary text, which is never what was meant.
  /// `unsupported` for what minimatch 5 itself gets wrong or nobody needs: `!(…)` inside another
  /// group or beside plain parentheses, and `{1..3}`. `limit_exceeded` for more than 1,024 bytes,
  /// 128 patterns out of braces, or groups nested more than four deep.
  static Result<Glob> parse(std::string_view pattern);

  /// Whether the pattern picks the file at `path`, relative to where the pattern begins.
  [[nodiscard]] bool matches(std::string_view path) const;

  /// Whether wrangler looks into the folder at `path`. A pattern negated as a whole looks into
  /// every folder that does not fit it.
  [[nodiscard]] bool looks_into(std::string_view path) const;

  /// Whether the pattern is negated as a whole and so picks nearly everything.
  [[nodiscard]] bool is_negated() const;

 private:
  struct Program;
  explicit Glob(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  std::shared_ptr<const Program> program_;
};

}  // namespace d1mcp::wrangler
