#include "migration/edit.hpp"

#include "core/encoding.hpp"
#include "core/text.hpp"

namespace d1mcp::migration {
namespace {

constexpr std::size_t kTokenBytesShown = 60;

std::string shown(const std::string& token) {
  return token.empty() ? "nothing" : shortened(token);
}

}  // namespace

std::string_view to_string(EditKind kind) {
  switch (kind) {
    case EditKind::cosmetic: return "cosmetic";
    case EditKind::meaning: return "meaning";
  }
  return "meaning";
}

std::optional<Edit> find_edit(const Fingerprint& applied, std::string_view text) {
  if (sha256_hex(text) == applied.bytes) return std::nullopt;
  if (sql::meaning_hash(text) == applied.tokens) return Edit{.kind = EditKind::cosmetic};
  Edit edit{.kind = EditKind::meaning};
  if (applied.text) edit.first = sql::first_difference(*applied.text, text);
  return edit;
}

std::string shortened(const std::string& token) {
  const std::string valid = to_valid_utf8(token);
  const std::string_view beginning = utf8_prefix(valid, kTokenBytesShown);
  return std::string(beginning) + (beginning.size() < valid.size() ? "…" : "");
}

std::string describe(const sql::FirstDifference& first) {
  return shown(first.was) + " -> " + shown(first.is);
}

std::string describe(const Edit& edit) {
  if (!edit.first) return {};
  const sql::Position& place = edit.first->place;
  return "at " + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " +
         describe(*edit.first);
}

}  // namespace d1mcp::migration
