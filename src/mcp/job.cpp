#include "mcp/job.hpp"

#include <exception>
#include <string>
#include <utility>

#include "core/log.hpp"

namespace d1mcp::mcp {
namespace {

using jsonrpc::Code;
using jsonrpc::Fault;

constexpr int kMostRounds = 10;

Outcome carry_out(const Task& task, const Conversation& conversation, const Answers& answers) {
  const Call call{.server = task.host->server,
                  .request = task.request,
                  .terms = task.terms,
                  .conversation = conversation,
                  .answers = answers,
                  .tasks = task.host->tasks,
                  .peer = task.peer};
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

template <typename Work>
auto safely(const Task& task, const Conversation& conversation, const Work& work)
    -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& failure) {
    return failed(task, conversation, failure.what());
  } catch (...) {
    return failed(task, conversation, "something that is no std::exception was thrown");
  }
}

Asked ask(const Task& task, const Question& question) {
  if (auto fault = missing_capability(question, task.terms.client_capabilities)) {
    return *std::move(fault);
  }
  return task.era->ask(question, {.request = task.request, .pending = task.pending});
}

// Begins anew as often as there is another question, each time with the answers to it.
Outcome carry_out_with_answers(const Task& task, const Conversation& conversation) {
  auto brought = task.era->answers_in(task.request);
  if (auto* fault = std::get_if<Fault>(&brought)) return std::move(*fault);
  Answers answers = std::get<Answers>(std::move(brought));
  for (int round = 0; round < kMostRounds; ++round) {
    Outcome outcome = carry_out(task, conversation, answers);
    const auto* question = std::get_if<Question>(&outcome);
    if (question == nullptr) return outcome;
    Asked asked = ask(task, *question);
    if (auto* fault = std::get_if<Fault>(&asked)) return std::move(*fault);
    if (auto* result = std::get_if<Json>(&asked)) return std::move(*result);
    answers = std::get<Answers>(std::move(asked));
  }
  return Fault{.code = Code::internal_error,
               .message = "the client was asked ten times without coming to an end"};
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
  Outcome outcome = safely(*task, conversation, [&]() -> Outcome {
    return carry_out_with_answers(*task, conversation);
  });
  const auto reply_with = [&](Json result) {
    std::move(task->reply)
        .result(task->era->seal(std::move(result), task->method->caching, task->host->server.info));
  };
  if (auto* fault = std::get_if<Fault>(&outcome)) {
    std::move(task->reply).fault(*fault, ending_of(fault->code));
  } else if (auto* open = std::get_if<KeptOpen>(&outcome)) {
    open->take(task->pending, std::move(task->reply));
  } else if (auto* deferred = std::get_if<Deferred>(&outcome)) {
    reply_with(std::move(deferred->result));
    deferred->rest();
  } else {
    reply_with(std::get<Json>(std::move(outcome)));
  }
}

}  // namespace d1mcp::mcp
