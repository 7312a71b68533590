#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "core/mutex.hpp"
#include "mcp/client_requests.hpp"
#include "mcp/era.hpp"

namespace d1mcp::mcp {

/// 2024-11-05 to 2025-11-25: one session with one client, and all that it remembers. Requests
/// before `initialize` are served as in the newest of these revisions. Thread-safe.
class SessionEra final : public Era {
 public:
  [[nodiscard]] EraName name() const override { return EraName::session; }
  [[nodiscard]] std::variant<Terms, jsonrpc::Fault> admit(
      const jsonrpc::Request& request) const override;
  [[nodiscard]] std::variant<Answers, jsonrpc::Fault> answers_in(
      const jsonrpc::Request& request) const override;
  [[nodiscard]] Asked ask(const Question& question, const Asking& asking) const override;
  [[nodiscard]] Json seal(Json result, Caching caching, const ServerInfo& info) const override;

  /// Settles the revision; false when that has been done before.
  bool begin(Revision revision, Json client_capabilities);

  /// The negotiated revision; nothing before `initialize`.
  [[nodiscard]] std::optional<Revision> revision() const;

  /// From now on log messages of at least `level` are wanted.
  void log_from(LogLevel level);

  /// The resources of which the client wants to hear when they change.
  void watch(const std::string& uri);
  void unwatch(const std::string& uri);
  [[nodiscard]] bool watches(const std::string& uri) const;

  [[nodiscard]] ClientRequests& client_requests() const { return *client_requests_; }

 private:
  mutable Mutex mutex_;
  std::optional<Revision> revision_ D1MCP_GUARDED_BY(mutex_);
  std::optional<LogLevel> log_from_ D1MCP_GUARDED_BY(mutex_);
  Json client_capabilities_ D1MCP_GUARDED_BY(mutex_) = Json::object();
  std::set<std::string> watched_ D1MCP_GUARDED_BY(mutex_);
  std::unique_ptr<ClientRequests> client_requests_ = std::make_unique<ClientRequests>();
};

}  // namespace d1mcp::mcp
