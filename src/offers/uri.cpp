#include "offers/uri.hpp"

#include "core/encoding.hpp"
#include "core/text.hpp"

namespace d1mcp::offers {
namespace {

constexpr std::string_view kScheme = "d1://";
constexpr std::string_view kSchema = "schema";
constexpr std::string_view kTables = "tables/";
constexpr std::string_view kMigrations = "migrations";
constexpr std::string_view kFiles = "migrations/";

constexpr std::string_view kDigits = "0123456789ABCDEF";

std::optional<unsigned> hexadecimal_digit(char c) {
  const auto upper = static_cast<char>(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
  const std::size_t value = kDigits.find(upper);
  if (value == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(value);
}

std::optional<std::string> decoded(std::string_view segment) {
  std::string name;
  for (std::size_t at = 0; at < segment.size(); ++at) {
    const char c = segment[at];
    if (c == '/' || c == '?' || c == '#') return std::nullopt;
    if (c != '%') {
      name += c;
      continue;
    }
    if (segment.size() - at < 3) return std::nullopt;
    const auto high = hexadecimal_digit(segment[at + 1]);
    const auto low = hexadecimal_digit(segment[at + 2]);
    if (!high || !low) return std::nullopt;
    name += static_cast<char>(*high << 4U | *low);
    at += 2;
  }
  return name;
}

std::optional<Address> named(std::string database, Part part, std::string_view segment) {
  auto name = decoded(segment);
  if (!name) return std::nullopt;
  return Address{.database = std::move(database), .part = part, .name = *std::move(name)};
}

}  // namespace

std::string to_uri(const Address& address) {
  const std::string root = std::string(kScheme) + percent_encode(address.database) + "/";
  switch (address.part) {
    case Part::schema: return root + std::string(kSchema);
    case Part::table: return root + std::string(kTables) + percent_encode(address.name);
    case Part::migrations: return root + std::string(kMigrations);
    case Part::migration_file: return root + std::string(kFiles) + percent_encode(address.name);
  }
  return root;
}

std::optional<Address> parse_uri(std::string_view uri) {
  if (!equal_names(uri.substr(0, kScheme.size()), kScheme)) return std::nullopt;
  uri.remove_prefix(kScheme.size());
  const std::size_t slash = uri.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  auto database = decoded(uri.substr(0, slash));
  if (!database || database->empty()) return std::nullopt;
  const std::string_view path = uri.substr(slash + 1);
  if (path == kSchema) return Address{.database = *std::move(database), .part = Part::schema};
  if (path == kMigrations) {
    return Address{.database = *std::move(database), .part = Part::migrations};
  }
  if (path.starts_with(kTables)) {
    return named(*std::move(database), Part::table, path.substr(kTables.size()));
  }
  if (path.starts_with(kFiles)) {
    return named(*std::move(database), Part::migration_file, path.substr(kFiles.size()));
  }
  return std::nullopt;
}

}  // namespace d1mcp::offers
