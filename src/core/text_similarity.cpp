#include <algorithm>
#include <numeric>
#include <utility>

#include "core/text.hpp"

namespace d1mcp {
namespace {

constexpr std::size_t kLongestCompared = 128;

// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours,
// the commonest slip of all, cost one each. Three rows of state.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(right.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::vector<std::size_t> row(right.size() + 1, i + 1);
    for (std::size_t j = 0; j < right.size(); ++j) {
      row[j + 1] = std::min({last[j] + (left[i] == right[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1});
      const bool swapped = i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j];
      if (swapped) row[j + 1] = std::min(row[j + 1], before_last[j - 1] + 1);
    }
    before_last = std::exchange(last, std::move(row));
  }
  return last.back();
}

struct Ranked {
  std::size_t distance;
  const std::string* name;
};

// Whether one name contains the other counts as near even when the distance is large.
bool is_near(std::string_view wanted, std::string_view candidate, std::size_t distance) {
  const std::size_t tolerance =
      std::max<std::size_t>(1, std::max(wanted.size(), candidate.size()) / 3);
  if (distance <= tolerance) return true;
  return wanted.size() >= 3 && candidate.size() >= 3 &&
         (candidate.find(wanted) != std::string_view::npos ||
          wanted.find(candidate) != std::string_view::npos);
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view wanted,
                                       std::span<const std::string> candidates,
                                       std::size_t most) {
  const std::string folded = ascii_lower(wanted.substr(0, kLongestCompared));
  std::vector<Ranked> ranked;
  for (const std::string& candidate : candidates) {
    const std::string other = ascii_lower(std::string_view(candidate).substr(0, kLongestCompared));
    const std::size_t distance = edit_distance(folded, other);
    if (is_near(folded, other, distance)) ranked.push_back({distance, &candidate});
  }
  std::ranges::stable_sort(ranked, {}, &Ranked::distance);
  std::vector<std::string> names;
  for (const Ranked& entry : ranked) {
    if (names.size() == most) break;
    names.push_back(*entry.name);
  }
  return names;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string> candidates) {
  const std::vector<std::string> near = nearest_names(wanted, candidates);
  if (near.empty()) return {};
  return "did you mean " + join(near, " or ") + "?";
}

}  // namespace d1mcp
