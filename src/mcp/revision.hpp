#pragma once

#include <optional>
#include <string_view>

namespace d1mcp::mcp {

/// The published revisions of MCP, oldest first.
enum class Revision { v2024_11_05, v2025_03_26, v2025_06_18, v2025_11_25, v2026_07_28 };

/// The newest revision that is negotiated by `initialize`; offered when a client asks for one that
/// is unknown here.
inline constexpr Revision kNewestSessionRevision = Revision::v2025_11_25;

/// The one revision in which every request stands for itself.
inline constexpr Revision kStatelessRevision = Revision::v2026_07_28;

/// "2025-11-25": as it is spelled on the wire.
std::string_view to_string(Revision revision);

/// The revision a client names, if it belongs to the session era.
std::optional<Revision> session_revision(std::string_view name);

/// What a revision knows; what it does not know is not sent to its clients.
struct Features {
  bool batches = false;             ///< Several messages in one array.
  bool annotations = false;         ///< Tool annotations, progress messages, completions.
  bool structured = false;          ///< Titles, output schemas and results, resource links.
  bool icons = false;               ///< Icons, and a description of the server.
  bool explains_arguments = false;  ///< Wrong arguments are a tool result, not an error.
};

Features features_of(Revision revision);

}  // namespace d1mcp::mcp
