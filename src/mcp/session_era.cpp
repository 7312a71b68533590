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

}  // namespace d1mcp::mcp
