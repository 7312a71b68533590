#include "mcp/revision.hpp"

#include <array>

namespace d1mcp::mcp {

std::string_view to_string(Revision revision) {
  switch (revision) {
    case Revision::v2024_11_05: return "2024-11-05";
    case Revision::v2025_03_26: return "2025-03-26";
    case Revision::v2025_06_18: return "2025-06-18";
    case Revision::v2025_11_25: return "2025-11-25";
    case Revision::v2026_07_28: return "2026-07-28";
  }
  return {};
}

std::optional<Revision> session_revision(std::string_view name) {
  constexpr std::array kSessionRevisions = {
      Revision::v2024_11_05, Revision::v2025_03_26, Revision::v2025_06_18, Revision::v2025_11_25};
  for (const Revision revision : kSessionRevisions) {
    if (to_string(revision) == name) return revision;
  }
  return std::nullopt;
}

// Batches come with plain JSON-RPC 2.0; 2025-03-26 adopts them, 2025-06-18 removes them.
Features features_of(Revision revision) {
  return {.batches = revision <= Revision::v2025_03_26,
          .annotations = revision >= Revision::v2025_03_26,
          .structured = revision >= Revision::v2025_06_18,
          .icons = revision >= Revision::v2025_11_25,
          .explains_arguments = revision >= Revision::v2025_11_25};
}

}  // namespace d1mcp::mcp
