#pragma once

#include <optional>
#include <string>

#include "core/mutex.hpp"
#include "mcp/era.hpp"

namespace d1mcp::mcp {

/// 2024-11-05 to 2025-11-25: one session with one client, and all that it remembers. Requests
/// before `initialize` are served as in the newest of these revisions. Thread-safe.
class SessionEra final : public Era {
 public:
  [[nodiscard]] EraName name() const override { return EraName::session; }
  [[nodiscard]] std::variant<Terms, jsonrpc::Fault> admit(
      const jsonrpc::Request& request) const override;
  [[nodiscard]] Json seal(Json result, Caching caching, const ServerInfo& info) const override;

  /// Settles the revision; false when that has been done before.
  bool begin(Revision revision, Json client_capabilities);

  /// The negotiated revision; nothing before `initialize`.
  [[nodiscard]] std::optional<Revision> revision() const;

  /// From now on log messages of at least `level` are wanted.
  void log_from(LogLevel level);

 private:
  mutable Mutex mutex_;
  std::optional<Revision> revision_ D1MCP_GUARDED_BY(mutex_);
  std::optional<LogLevel> log_from_ D1MCP_GUARDED_BY(mutex_);
  Json client_capabilities_ D1MCP_GUARDED_BY(mutex_) = Json::object();
};

}  // namespace d1mcp::mcp
