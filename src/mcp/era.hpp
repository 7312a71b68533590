#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "jsonrpc/message.hpp"
#include "mcp/in_flight.hpp"
#include "mcp/log_level.hpp"
#include "mcp/question.hpp"
#include "mcp/request_state.hpp"
#include "mcp/revision.hpp"
#include "mcp/server_info.hpp"

namespace d1mcp::mcp {

/// The two ways of MCP: a session that begins with `initialize`, and requests that each carry
/// everything in their `_meta`.
enum class EraName { session, stateless };

/// On what terms an admitted request runs.
struct Terms {
  Revision revision = kNewestSessionRevision;
  std::optional<LogLevel> log_from;    ///< The least severe log message wanted; none if absent.
  std::optional<Json> progress_token;  ///< Set when the caller wants progress.
  Json client_capabilities = Json::object();
};

/// Who is asked: the request that cannot go on without an answer.
struct Asking {
  const jsonrpc::Request& request;
  const std::shared_ptr<Pending>& pending;
};

/// How a question ends: with answers to go on with, with a result that asks the client to call
/// again, or with an error.
using Asked = std::variant<Answers, Json, jsonrpc::Fault>;

/// For how long a client may keep a result, and whether caches may share it.
enum class Caching {
  none,      ///< The result is not of a kind that is cached.
  fixed,     ///< The same for everybody while the server runs.
  changing,  ///< May differ at the next request.
};

/// What one era demands of requests and adds to results. Between `admit` and `seal` nothing knows
/// which era a request belongs to.
class Era {
 public:
  Era() = default;
  Era(const Era&) = delete;
  Era& operator=(const Era&) = delete;
  Era(Era&&) = delete;
  Era& operator=(Era&&) = delete;
  virtual ~Era() = default;

  [[nodiscard]] virtual EraName name() const = 0;

  /// Whether the request may run, and on what terms. Whether its method exists is another question.
  [[nodiscard]] virtual std::variant<Terms, jsonrpc::Fault> admit(
      const jsonrpc::Request& request) const = 0;

  /// The answers that the request brings along, if it is one made again after a question.
  [[nodiscard]] virtual std::variant<Answers, jsonrpc::Fault> answers_in(
      const jsonrpc::Request& request) const = 0;

  /// Puts a question to the client, which has declared that it can answer. May wait for long.
  [[nodiscard]] virtual Asked ask(const Question& question, const Asking& asking) const = 0;

  /// Adds what this era requires of every result.
  [[nodiscard]] virtual Json seal(Json result, Caching caching, const ServerInfo& info) const = 0;
};

/// 2026-07-28: every request names its revision and the client's capabilities. Owns nothing but the
/// key that its `requestState` is sealed with.
class StatelessEra final : public Era {
 public:
  [[nodiscard]] EraName name() const override { return EraName::stateless; }
  [[nodiscard]] std::variant<Terms, jsonrpc::Fault> admit(
      const jsonrpc::Request& request) const override;
  [[nodiscard]] std::variant<Answers, jsonrpc::Fault> answers_in(
      const jsonrpc::Request& request) const override;
  [[nodiscard]] Asked ask(const Question& question, const Asking& asking) const override;
  [[nodiscard]] Json seal(Json result, Caching caching, const ServerInfo& info) const override;

 private:
  RequestState state_;
};

/// The fault for a revision that is not spoken on these terms; `message` says why.
jsonrpc::Fault unsupported_revision(const std::string& requested, std::string message);

}  // namespace d1mcp::mcp
