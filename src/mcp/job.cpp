#include "mcp/job.hpp"

#include <exception>
#include <string>
#include <utility>

#include "core/log.hpp"

namespace d1mcp::mcp {
namespace {

using jsonrpc::Code;
using jsonrpc::Fault;

Outcome carry_out(const Task& task, const Conversation& conversation) {
  const Call call{.server = task.host->server,
                  .request = task.request,
                  .terms = task.terms,
                  .conversation = conversation};
  if (const auto* handler = std::get_if<Handler>(&task.method->handler)) return (*handler)(call);
  return std::get<SessionHandler>(task.method->handler)(call, task.peer->session());
}

Outcome failed(const Task& task, const Conversation& conversation, const std::string& what) {
  log::error(task.request.method + " failed unexpectedly: " + what);
  conversation.log(LogLevel::error,
                   task.request.method + " failed because of a bug in this server");
  return Fault{.code = Code::internal_error,
               .message = "a bug in this server stopped the request; its log has the details"};
}

Outcome carry_out_safely(const Task& task, const Conversation& conversation) {
  try {
    return carry_out(task, conversation);
  } catch (const std::exception& failure) {
    return failed(task, conversation, failure.what());
  } catch (...) {
    return failed(task, conversation, "something that is no std::exception was thrown");
  }
}

// A method may find that the request should never have been made.
Ending ending_of(Code code) {
  switch (code) {
    case Code::parse_error:
    case Code::invalid_request:
    case Code::header_mismatch:
    case Code::missing_client_capability:
    case Code::unsupported_protocol_version: return Ending::refused;
    case Code::method_not_found: return Ending::unknown_method;
    case Code::invalid_params:
    case Code::internal_error:
    case Code::server_error:
    case Code::session_not_found: return Ending::answered;
  }
  return Ending::answered;
}

}  // namespace

void Job::run() && {
  const std::unique_ptr<Task> task = std::move(task_);
  if (task->pending->stop().stop_requested()) return;
  const Conversation conversation(task->pending, task->terms, task->host->server.info.name);
  Outcome outcome = carry_out_safely(*task, conversation);
  if (auto* fault = std::get_if<Fault>(&outcome)) {
    std::move(task->reply).fault(*fault, ending_of(fault->code));
    return;
  }
  const Json sealed = task->era->seal(
      std::get<Json>(std::move(outcome)), task->method->caching, task->host->server.info);
  std::move(task->reply).result(sealed);
}

}  // namespace d1mcp::mcp
