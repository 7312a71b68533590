#include "migration/next_migration.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace d1mcp::migration {
namespace {

constexpr std::size_t kUsualWidth = 3;
constexpr std::size_t kWranglersWidth = 4;  // wrangler d1 migrations create: 0001_…
constexpr std::size_t kShortestTime = 12;   // YYYYMMDDHHMM

std::string_view leading_digits(std::string_view name) {
  return name.substr(0, std::min(name.size(), name.find_first_not_of("0123456789")));
}

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc{}) return std::nullopt;
  return number;
}

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

NextMigration next_migration(const Directory& folder) {
  NextMigration next;
  std::uint64_t highest = 0;
  std::size_t width = folder.options.shared_with_wrangler ? kWranglersWidth : kUsualWidth;
  for (const MigrationFile& file : folder.files) {
    const std::string_view digits = leading_digits(file.name);
    const auto number = number_in(digits);
    if (!number || *number < highest) continue;
    highest = *number;
    width = digits.size();
    next.newest = file.name;
  }
  next.number = width >= kShortestTime ? std::string(kTimestamp) : padded(highest + 1, width);
  return next;
}

}  // namespace d1mcp::migration
