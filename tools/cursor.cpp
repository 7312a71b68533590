#include "cursor.hpp"

#include <charconv>
#include <optional>

#include "core/encoding.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::size_t kFingerprintDigits = 16;

std::string fingerprint(std::string_view subject) {
  return sha256_hex(subject).substr(0, kFingerprintDigits);
}

Error unusable(std::string_view why) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "the cursor " + std::string(why),
               .hint =
                   "give next_cursor of the page before, with all other arguments unchanged, or "
                   "leave cursor out "
                   "to begin again",
               .place = {}};
}

}  // namespace

std::string make_cursor(std::uint64_t offset, std::string_view subject) {
  return base64url_encode(fingerprint(subject) + std::to_string(offset));
}

Result<std::uint64_t> read_cursor(std::string_view cursor, std::string_view subject) {
  if (cursor.empty()) return std::uint64_t{0};
  const std::optional<std::string> text = base64url_decode(cursor);
  if (!text || text->size() <= kFingerprintDigits) return unusable("is not one this server made");
  const char* end = text->data() + text->size();
  std::uint64_t offset = 0;
  const auto [stopped, failure] = std::from_chars(text->data() + kFingerprintDigits, end, offset);
  if (failure != std::errc{} || stopped != end) return unusable("is not one this server made");
  if (text->substr(0, kFingerprintDigits) != fingerprint(subject))
    return unusable("belongs to another call");
  return offset;
}

}  // namespace d1mcp::tools
