#include "migration/fingerprint.hpp"

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::migration {

Fingerprint fingerprint_of(std::string_view text) {
  Fingerprint fingerprint{
      .bytes = sha256_hex(text), .tokens = sql::meaning_hash(text), .text = std::nullopt};
  if (text.size() <= kLargestKeptText && is_valid_utf8(text)) fingerprint.text = std::string(text);
  return fingerprint;
}

}  // namespace d1mcp::migration
