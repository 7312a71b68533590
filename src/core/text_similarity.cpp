#include <algorithm>
#include <numeric>

#include "core/text.hpp"

namespace d1mcp {
namespace {

constexpr std::size_t kLongestCompared = 128;

// Levenshtein distance in which two neighbours that changed places count once (optimal string
// alignment): that is the most common slip of all.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> last(right.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  std::vector<std::size_t> before_last(last.size());
  std::vector<std::size_t> row(last.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t substituted = last[j] + (left[i] == right[j] ? 0 : 1);
      row[j + 1] = std::min({substituted, row[j] + 1, last[j + 1] + 1});
      const bool swapped = i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j];
      if (swapped) row[j + 1] = std::min(row[j + 1], before_last[j - 1] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last.back();
}

struct Ranked {
  std::size_t distance;
  const std::string* name;
};

// Whether one name contains the other counts as near even when the distance is large.
bool is_near(std::string_view wanted, std::string_view candidate, std::size_t distance) {
  // Two letters in the wrong order, the commonest slip, already cost two.
  const std::size_t tolerance = (std::max(wanted.size(), candidate.size()) + 2) / 3;
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
