#include <string>
#include <utility>

#include "mcp/era.hpp"
#include "mcp/meta.hpp"

namespace d1mcp::mcp {
namespace {

using jsonrpc::Code;
using jsonrpc::Fault;

// Tools, prompts and the description of the server are fixed while it runs; a minute lets clients
// see a new version soon after it was started.
constexpr int kFixedForMilliseconds = 60'000;

Fault bad_meta(std::string_view key, std::string_view problem) {
  return Fault{.code = Code::invalid_params,
               .message = "params._meta[\"" + std::string(key) + "\"] " + std::string(problem)};
}

std::optional<Fault> wrong_client(const Json& params) {
  const Json* capabilities = meta_member(params, kClientCapabilitiesKey);
  if (capabilities == nullptr) {
    return bad_meta(kClientCapabilitiesKey, "is missing; {} says that the client has none");
  }
  if (!capabilities->is_object()) return bad_meta(kClientCapabilitiesKey, "must be an object");
  const Json* info = meta_member(params, kClientInfoKey);
  if (info != nullptr && !info->is_object()) return bad_meta(kClientInfoKey, "must be an object");
  return std::nullopt;
}

std::variant<std::optional<LogLevel>, Fault> wanted_log_level(const Json& params) {
  const Json* name = meta_member(params, kLogLevelKey);
  if (name == nullptr) return std::nullopt;
  std::optional<LogLevel> level;
  if (name->is_string()) level = log_level_named(name->get_ref<const std::string&>());
  if (!level) return bad_meta(kLogLevelKey, "must be " + all_log_levels());
  return level;
}

}  // namespace

Fault unsupported_revision(const std::string& requested, std::string message) {
  const Json supported = Json::array({to_string(kStatelessRevision)});
  return Fault{.code = Code::unsupported_protocol_version,
               .message = std::move(message),
               .data = {{"supported", supported}, {"requested", requested}}};
}

std::variant<Terms, Fault> StatelessEra::admit(const jsonrpc::Request& request) const {
  const Json* version = meta_member(request.params, kProtocolVersionKey);
  if (version == nullptr) {
    return bad_meta(kProtocolVersionKey, "is missing; a request of this era names its version");
  }
  if (!version->is_string()) return bad_meta(kProtocolVersionKey, "must be a string");
  const auto& requested = version->get_ref<const std::string&>();
  if (requested != to_string(kStatelessRevision)) {
    return unsupported_revision(requested,
                                "requests that name their version can be of " +
                                    std::string(to_string(kStatelessRevision)) +
                                    " only; older versions begin with initialize");
  }
  if (auto fault = wrong_client(request.params)) return *std::move(fault);
  auto level = wanted_log_level(request.params);
  if (auto* fault = std::get_if<Fault>(&level)) return std::move(*fault);
  return Terms{.revision = kStatelessRevision,
               .log_from = std::get<std::optional<LogLevel>>(level),
               .progress_token = progress_token(request.params),
               .client_capabilities = *meta_member(request.params, kClientCapabilitiesKey)};
}

std::variant<Answers, Fault> StatelessEra::answers_in(const jsonrpc::Request& request) const {
  Answers answers;
  const Json* given = member(request.params, "inputResponses");
  if (given != nullptr && given->is_object()) answers.by_key = *given;
  const Json* sealed = member(request.params, "requestState");
  if (sealed == nullptr) return answers;
  auto state =
      sealed->is_string()
          ? state_.open(sealed->get_ref<const std::string&>(), request, RequestState::Clock::now())
          : std::nullopt;
  if (!state) {
    return Fault{.code = Code::invalid_params,
                 .message =
                     "params.requestState is not what this server gave out for this request, or "
                     "is more than 15 minutes old; make the request anew without it"};
  }
  answers.state = *std::move(state);
  return answers;
}

Asked StatelessEra::ask(const Question& question, const Asking& asking) const {
  Json requests = Json::object();
  for (const InputRequest& wanted : question.requests) {
    requests[wanted.key] = {{"method", wanted.method}, {"params", wanted.params}};
  }
  Json result = {{"resultType", "input_required"}, {"inputRequests", std::move(requests)}};
  if (!question.state.empty()) {
    result["requestState"] =
        state_.seal(question.state, asking.request, RequestState::Clock::now());
  }
  return result;
}

Json StatelessEra::seal(Json result, Caching caching, const ServerInfo& info) const {
  if (!result.contains("resultType")) result["resultType"] = "complete";
  if (caching != Caching::none) {
    const bool fixed = caching == Caching::fixed;
    result["ttlMs"] = fixed ? kFixedForMilliseconds : 0;
    result["cacheScope"] = fixed ? "public" : "private";
  }
  result["_meta"][std::string(kServerInfoKey)] = implementation(info, kStatelessRevision);
  return result;
}

}  // namespace d1mcp::mcp
