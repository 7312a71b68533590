#include "migration/target.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include "core/text.hpp"

namespace d1mcp::migration {
namespace {

std::optional<std::uint64_t> leading_number(std::string_view name) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (failure != std::errc{}) return std::nullopt;
  return number;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<std::size_t> find_target(std::span<const std::string> names, std::string_view target) {
  const auto number = is_number(target) ? leading_number(target) : std::nullopt;
  std::vector<std::size_t> found;
  for (std::size_t index = 0; index < names.size(); ++index) {
    const std::string& name = names[index];
    const bool named = name == target || name == std::string(target) + ".sql";
    const bool numbered = number && leading_number(name) == number;
    if (named) return index;
    if (numbered) found.push_back(index);
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "number " + std::string(target) + " is used by " + names[found[0]] +
                            " and " + names[found[1]],
                 .hint = "give the file name instead",
                 .place = {}};
  }
  const std::string near = did_you_mean(target, names);
  return Error{
      .code = ErrorCode::not_found,
      .message = "no migration file is called " + std::string(target) + " or has that number",
      .hint = near.empty() ? "see the names with list_migrations" : near,
      .place = {}};
}

std::vector<std::string> file_names(const std::vector<MigrationFile>& files) {
  std::vector<std::string> names;
  for (const MigrationFile& file : files) names.push_back(file.name);
  return names;
}

}  // namespace d1mcp::migration
