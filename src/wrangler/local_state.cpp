#include "wrangler/local_state.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include "core/encoding.hpp"
#include "core/files.hpp"

namespace d1mcp::wrangler {
namespace {

namespace fs = std::filesystem;

// The class name miniflare gives to D1's durable object; also the name of the folder.
constexpr std::string_view kUniqueKey = "miniflare-D1DatabaseObject";
constexpr std::string_view kExtension = ".sqlite";
constexpr std::size_t kHalfBytes = 16;

std::string bytes_of(const Sha256& digest) {
  return {digest.begin(), digest.end()};
}

// The first 16 bytes of an HMAC under the key that every D1 file shares.
std::string half(std::string_view message) {
  static const std::string kKey = bytes_of(sha256(kUniqueKey));
  return bytes_of(hmac_sha256(kKey, message)).substr(0, kHalfBytes);
}

std::string name_from(const std::string& first_half) {
  return hex_encode(first_half + half(first_half)) + std::string(kExtension);
}

std::optional<unsigned> digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10U;
  return std::nullopt;
}

// Nothing when there is anything but lower-case hexadecimal digits.
std::optional<std::string> bytes_from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    const auto high = digit_value(digits[at]);
    const auto low = digit_value(digits[at + 1]);
    if (!high || !low) return std::nullopt;
    bytes += static_cast<char>(*high * 16U + *low);
  }
  return bytes;
}

}  // namespace

fs::path default_persist_directory(const fs::path& config_path) {
  return config_path.parent_path() / ".wrangler" / "state";
}

fs::path persist_directory(const fs::path& working_directory, const fs::path& persist_to) {
  const fs::path directory = (working_directory / persist_to).lexically_normal();
  return directory.has_filename() ? directory : directory.parent_path();
}

const std::string& local_database_id(const D1Entry& entry) {
  if (entry.preview_database_id) return *entry.preview_database_id;
  if (entry.database_id) return *entry.database_id;
  return entry.binding;
}

std::string d1_file_name(std::string_view id) {
  return name_from(half(id));
}

bool is_d1_file_name(std::string_view name) {
  constexpr std::size_t kDigits = 4 * kHalfBytes;
  if (name.size() != kDigits + kExtension.size()) return false;
  const auto first_half = bytes_from_hex(name.substr(0, 2 * kHalfBytes));
  return first_half && name_from(*first_half) == name;
}

fs::path local_database_directory(const fs::path& persist_directory) {
  return persist_directory / "v3" / "d1" / kUniqueKey;
}

fs::path local_database_file(const fs::path& persist_directory, const D1Entry& entry) {
  return local_database_directory(persist_directory) / d1_file_name(local_database_id(entry));
}

Result<std::vector<fs::path>> find_local_databases(const fs::path& persist_directory) {
  const fs::path directory = local_database_directory(persist_directory);
  std::vector<fs::path> files;
  std::error_code failure;
  fs::directory_iterator entries(directory, failure);
  if (failure == std::errc::no_such_file_or_directory) return files;
  for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
    std::error_code ignored;
    if (is_d1_file_name(entries->path().filename().string()) && entries->is_regular_file(ignored)) {
      files.push_back(entries->path());
    }
  }
  if (failure) return file_error("list", directory, failure.value());
  std::ranges::sort(files);
  return files;
}

}  // namespace d1mcp::wrangler
