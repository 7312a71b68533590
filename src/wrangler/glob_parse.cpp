#include <optional>

#include "wrangler/glob_segment.hpp"

namespace d1mcp::wrangler::glob {
namespace {

constexpr int kMaxGroupDepth = 4;

std::optional<Repeat> repeat_of(char16_t prefix) {
  switch (prefix) {
    case u'@': return Repeat::once;
    case u'?': return Repeat::optional;
    case u'*': return Repeat::any_number;
    case u'+': return Repeat::at_least_once;
    case u'!': return Repeat::negated;
    default: return std::nullopt;
  }
}

class Parser {
 public:
  explicit Parser(std::u16string_view text) : text_(text) {}

  Result<Segment> segment() {
    Segment parsed;
    TRY_ASSIGN(parsed.items, items());
    if (has_negation_ && has_plain_parenthesis_) {
      return refusal(ErrorCode::unsupported,
                     "a plain parenthesis beside !(…) has no dependable meaning to wrangler",
                     "rename the files or write the pattern without !(…)");
    }
    parsed.refuses_leading_dot = !parsed.items.empty() && !starts_with_group_ &&
                                 !std::holds_alternative<Literal>(parsed.items.front());
    return parsed;
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] bool next_is(char16_t unit) const { return !at_end() && text_[at_] == unit; }

  // Up to the end of the segment or, inside a group, of the alternative.
  Result<std::vector<Item>> items() {
    std::vector<Item> parsed;
    while (!at_end() && !(depth_ > 0 && (next_is(u'|') || next_is(u')')))) {
      TRY_ASSIGN(Item next, item());
      parsed.push_back(std::move(next));
    }
    return parsed;
  }

  Result<Item> item() {
    const char16_t unit = text_[at_++];
    while (unit == u'*' && next_is(u'*')) ++at_;
    if (const auto repeat = repeat_of(unit); repeat && next_is(u'(')) return group(*repeat);
    switch (unit) {
      case u'*': return Item(AnyRun{});
      case u'?': return Item(AnyUnit{});
      case u'[': return unit_set();
      case u'(':
      case u')': has_plain_parenthesis_ = true; break;
      default: break;
    }
    const bool is_plain_delimiter = unit == u')' || unit == u']' || unit == u'|';
    if (is_plain_delimiter && at_ >= 2 && repeat_of(text_[at_ - 2])) {
      return refusal(
          ErrorCode::unsupported,
          "a plain ), ] or | right after one of *?+@! has no dependable meaning to wrangler",
          "put the alternatives in a group: @(a|b)");
    }
    return Item(Literal{unit});
  }

  Result<Item> group(Repeat repeat) {
    if (depth_ == kMaxGroupDepth) {
      return refusal(ErrorCode::limit_exceeded, "groups are nested more than four deep");
    }
    if (repeat == Repeat::negated && depth_ > 0) {
      return refusal(ErrorCode::unsupported,
                     "!(…) inside another group has no dependable meaning to wrangler",
                     "write the alternatives as {a,b} instead");
    }
    // A group that opens the segment decides about leading dots alternative by alternative.
    const bool opens_segment = at_ == 1 && repeat != Repeat::negated;
    starts_with_group_ = starts_with_group_ || opens_segment;
    has_negation_ = has_negation_ || repeat == Repeat::negated;
    ++depth_;
    Group parsed{.repeat = repeat, .alternatives = {}};
    do {
      ++at_;
      Alternative alternative;
      alternative.refuses_dot = opens_segment && !next_is(u'.');
      TRY_ASSIGN(alternative.items, items());
      parsed.alternatives.push_back(std::move(alternative));
    } while (next_is(u'|'));
    if (at_end()) return refusal(ErrorCode::invalid_argument, "a ( is never closed");
    ++at_;
    --depth_;
    return Item(std::move(parsed));
  }

  Result<Item> unit_set() {
    UnitSet set;
    const std::size_t start = at_;
    const std::size_t end = text_.find(u']', next_is(u']') ? at_ + 1 : at_);
    if (end == std::u16string_view::npos) {
      return refusal(ErrorCode::invalid_argument, "a [ is never closed");
    }
    std::u16string_view units = text_.substr(start, end - start);
    has_plain_parenthesis_ =
        has_plain_parenthesis_ || units.find_first_of(u"()") != std::u16string_view::npos;
    at_ = end + 1;
    set.negated = units.starts_with(u'!') || units.starts_with(u'^');
    if (set.negated) units.remove_prefix(1);
    while (!units.empty()) {
      const bool is_range = units.size() >= 3 && units[1] == u'-';
      const std::size_t size = is_range ? 3 : 1;
      const std::pair<char16_t, char16_t> range(units.front(), units[size - 1]);
      if (range.first > range.second) {
        return refusal(ErrorCode::invalid_argument, "a range between [ and ] runs backwards");
      }
      set.ranges.push_back(range);
      units.remove_prefix(size);
    }
    return Item(std::move(set));
  }

  std::u16string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool starts_with_group_ = false;
  bool has_negation_ = false;
  bool has_plain_parenthesis_ = false;
};

}  // namespace

Result<Segment> parse_segment(std::u16string_view text) {
  if (text == u"**") return Segment{.items = {}, .is_globstar = true, .refuses_leading_dot = false};
  return Parser(text).segment();
}

}  // namespace d1mcp::wrangler::glob
