#include "mcp/session_era.hpp"

#include <utility>

#include "mcp/meta.hpp"

namespace d1mcp::mcp {

std::variant<Terms, jsonrpc::Fault> SessionEra::admit(const jsonrpc::Request& request) const {
  const Lock lock(mutex_);
  return Terms{.revision = revision_.value_or(kNewestSessionRevision),
               .log_from = log_from_,
               .progress_token = progress_token(request.params),
               .client_capabilities = client_capabilities_};
}

std::variant<Answers, jsonrpc::Fault> SessionEra::answers_in(
    const jsonrpc::Request& /*request*/) const {
  return Answers{};
}

// The answers are waited for on the thread that does the work; `state` never leaves the process.
Asked SessionEra::ask(const Question& question, const Asking& asking) const {
  auto answered = client_requests_->ask(question.requests, *asking.pending);
  if (auto* fault = std::get_if<jsonrpc::Fault>(&answered)) return std::move(*fault);
  return Answers{.by_key = std::get<Json>(std::move(answered)), .state = question.state};
}

Json SessionEra::seal(Json result, Caching /*caching*/, const ServerInfo& /*info*/) const {
  return result;
}

bool SessionEra::begin(Revision revision, Json client_capabilities) {
  const Lock lock(mutex_);
  if (revision_) return false;
  revision_ = revision;
  client_capabilities_ = std::move(client_capabilities);
  return true;
}

std::optional<Revision> SessionEra::revision() const {
  const Lock lock(mutex_);
  return revision_;
}

void SessionEra::log_from(LogLevel level) {
  const Lock lock(mutex_);
  log_from_ = level;
}

void SessionEra::watch(const std::string& uri) {
  const Lock lock(mutex_);
  watched_.insert(uri);
}

void SessionEra::unwatch(const std::string& uri) {
  const Lock lock(mutex_);
  watched_.erase(uri);
}

bool SessionEra::watches(const std::string& uri) const {
  const Lock lock(mutex_);
  return watched_.contains(uri);
}

}  // namespace d1mcp::mcp
