// The tasks extension: tools that run on after their call was answered, tasks/get, tasks/update,
// tasks/cancel.

#include <exception>
#include <utility>

#include "core/log.hpp"
#include "mcp/error_mapping.hpp"
#include "mcp/extensions.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/methods/task_run.hpp"
#include "mcp/params.hpp"
#include "mcp/tool_result.hpp"

namespace d1mcp::mcp {
namespace {

using jsonrpc::Code;
using jsonrpc::Fault;

/// What it takes to begin the work of a task, and to begin it again after a question. The tool
/// belongs to the server, which outlives its jobs.
struct TaskRun {
  const Tool& tool;
  Json arguments;
  Json client_capabilities;
  Revision revision;

  void operator()(TaskRecord& record) const {
    try {
      finish(tool.call(arguments, context(record)), record);
    } catch (const std::exception& failure) {
      log::error("the task of " + tool.name + " failed unexpectedly: " + failure.what());
      record.fail({.code = Code::internal_error,
                   .message = "a bug in this server stopped the task; its log has the details"});
    }
  }

 private:
  [[nodiscard]] CallContext context(const TaskRecord& record) const {
    CallContext terms{.work = {}, .client_capabilities = client_capabilities};
    terms.work.stop = record.stop();
    terms.answers = record.answers();
    return terms;
  }

  void finish(const Result<ToolResult>& result, TaskRecord& record) const {
    if (!result) return record.complete(error_result(result.error()));
    if (result->fault) return record.fail(*result->fault);
    if (!result->question) return record.complete(tool_result(*result, revision));
    if (auto fault = missing_capability(*result->question, client_capabilities)) {
      return record.fail(*fault);
    }
    record.ask(*result->question);
  }
};

std::variant<std::shared_ptr<TaskRecord>, Fault> task_named(const Call& call) {
  if (!declares_extension(call.terms.client_capabilities, kTasksExtension)) {
    return tasks_are_needed();
  }
  const std::string* id = string_param(call.request.params, "taskId");
  if (id == nullptr) return wrong_params("params.taskId must be the id of a task");
  auto record = call.tasks.find(*id);
  if (!record) return wrong_params("there is no such task, or it has rested for an hour");
  return record;
}

}  // namespace

Fault tasks_are_needed() {
  const Json needed = {{"extensions", {{std::string(kTasksExtension), Json::object()}}}};
  return {
      .code = Code::missing_client_capability,
      .message = "this needs a client that declares the extension " + std::string(kTasksExtension),
      .data = {{"requiredCapabilities", needed}}};
}

Outcome run_as_task(const Tool& tool, Json arguments, const Call& call) {
  auto record = call.tasks.create(TaskRun{.tool = tool,
                                          .arguments = std::move(arguments),
                                          .client_capabilities = call.terms.client_capabilities,
                                          .revision = call.terms.revision},
                                  call.answers);
  if (!record) {
    return Fault{.code = Code::invalid_request,
                 .message = "too many tasks are running; wait for one to end, or cancel one"};
  }
  Json handle = record->summary();
  handle["resultType"] = "task";
  return Deferred{.result = std::move(handle), .rest = [record] { record->run(); }};
}

Outcome get_task(const Call& call) {
  auto found = task_named(call);
  if (auto* fault = std::get_if<Fault>(&found)) return std::move(*fault);
  return std::get<std::shared_ptr<TaskRecord>>(found)->details();
}

Outcome update_task(const Call& call) {
  auto found = task_named(call);
  if (auto* fault = std::get_if<Fault>(&found)) return std::move(*fault);
  const auto& record = std::get<std::shared_ptr<TaskRecord>>(found);
  const Json* responses = member(call.request.params, "inputResponses");
  if (responses == nullptr || !responses->is_object()) {
    return wrong_params("params.inputResponses must be an object");
  }
  if (!record->answer(*responses)) return Json::object();
  return Deferred{.result = Json::object(), .rest = [record] { record->run(); }};
}

Outcome cancel_task(const Call& call) {
  auto found = task_named(call);
  if (auto* fault = std::get_if<Fault>(&found)) return std::move(*fault);
  std::get<std::shared_ptr<TaskRecord>>(found)->cancel();
  return Json::object();
}

}  // namespace d1mcp::mcp
