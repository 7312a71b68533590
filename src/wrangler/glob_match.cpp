#include <algorithm>

#include "wrangler/glob_segment.hpp"

namespace d1mcp::wrangler::glob {
namespace {

// A set of places in a text of n units: before each unit and at the end, n + 1 in all.
using Places = std::vector<bool>;

bool contains(const UnitSet& set, char16_t unit) {
  const bool listed = std::ranges::any_of(
      set.ranges, [&](const auto& range) { return range.first <= unit && unit <= range.second; });
  return listed != set.negated;
}

// Adds to `places` what `others` has more; whether that was anything.
bool merge(Places& places, const Places& others) {
  bool grew = false;
  for (std::size_t place = 0; place < places.size(); ++place) {
    grew = grew || (others[place] && !places[place]);
    places[place] = places[place] || others[place];
  }
  return grew;
}

void remove(Places& places, const Places& others) {
  for (std::size_t place = 0; place < places.size(); ++place) {
    places[place] = places[place] && !others[place];
  }
}

/// Follows a pattern from its end to its beginning, all ways it can match at once: `before(part,
/// ends)` are the places from which `part` can lead to one of `ends`. There is no backtracking.
class Walker {
 public:
  explicit Walker(std::u16string_view text) : text_(text) {}

  [[nodiscard]] bool matches(const std::vector<Item>& items) const {
    // From where the items seen so far match the rest of the text, and from where a part of it.
    Places whole(text_.size() + 1, false);
    whole.back() = true;
    Places part(text_.size() + 1, true);
    for (std::size_t index = items.size(); index-- > 0;) {
      const auto* const group = std::get_if<Group>(&items[index]);
      if (group == nullptr || group->repeat != Repeat::negated) {
        whole = before(items[index], whole);
        part = before(items[index], part);
        continue;
      }
      const bool is_last = index + 1 == items.size();
      const Places refused = before_any(*group, is_last ? whole : part);
      whole = before(AnyRun{}, whole);
      part = before(AnyRun{}, part);
      remove(whole, refused);
      remove(part, refused);
    }
    return whole.front();
  }

 private:
  [[nodiscard]] Places before(const Item& item, const Places& ends) const {
    return std::visit([&](const auto& kind) { return before(kind, ends); }, item);
  }

  [[nodiscard]] Places before(const Literal& literal, const Places& ends) const {
    return before_unit(ends, [&](char16_t unit) { return unit == literal.unit; });
  }

  [[nodiscard]] Places before(const AnyUnit& /*any*/, const Places& ends) const {
    return before_unit(ends, [](char16_t) { return true; });
  }

  [[nodiscard]] Places before(const UnitSet& set, const Places& ends) const {
    return before_unit(ends, [&](char16_t unit) { return contains(set, unit); });
  }

  [[nodiscard]] static Places before(const AnyRun& /*any*/, Places ends) {
    for (std::size_t place = ends.size() - 1; place-- > 0;) {
      ends[place] = ends[place] || ends[place + 1];
    }
    return ends;
  }

  [[nodiscard]] Places before(const Group& group, const Places& ends) const {
    if (group.repeat == Repeat::once) return before_any(group, ends);
    Places reached = group.repeat == Repeat::at_least_once ? Places(ends.size(), false) : ends;
    Places frontier = ends;
    do {
      frontier = before_any(group, frontier);
    } while (merge(reached, frontier) && group.repeat != Repeat::optional);
    return reached;
  }

  template <typename Accepts>
  [[nodiscard]] Places before_unit(const Places& ends, Accepts accepts) const {
    Places places(ends.size(), false);
    for (std::size_t place = 0; place < text_.size(); ++place) {
      places[place] = ends[place + 1] && accepts(text_[place]);
    }
    return places;
  }

  [[nodiscard]] Places before_any(const Group& group, const Places& ends) const {
    Places places(ends.size(), false);
    for (const Alternative& alternative : group.alternatives) {
      Places reached = ends;
      for (std::size_t index = alternative.items.size(); index-- > 0;) {
        reached = before(alternative.items[index], reached);
      }
      for (std::size_t place = 0; alternative.refuses_dot && place < text_.size(); ++place) {
        reached[place] = reached[place] && text_[place] != u'.';
      }
      merge(places, reached);
    }
    return places;
  }

  std::u16string_view text_;
};

}  // namespace

bool matches(const Segment& segment, std::u16string_view text) {
  if (segment.refuses_leading_dot && text.starts_with(u'.')) return false;
  return Walker(text).matches(segment.items);
}

}  // namespace d1mcp::wrangler::glob
