#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/mutex.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/question.hpp"

namespace d1mcp::mcp {

class Audience;

/// One call that runs as a task (the extension io.modelcontextprotocol/tasks, SEP-2663): its state,
/// as clients poll it. Thread-safe.
class TaskRecord {
 public:
  using Clock = std::chrono::system_clock;

  /// What the task does, from its first line; it ends by `ask`, `complete` or `fail`.
  using Body = std::function<void(TaskRecord&)>;

  TaskRecord(std::string id, Body body, Answers answers, std::shared_ptr<Audience> audience);

  /// Does what there is to do until the task ends or asks; nothing once it was cancelled.
  void run();

  [[nodiscard]] const std::string& id() const { return id_; }

  /// Requested by `cancel` and when the server ends.
  [[nodiscard]] std::stop_token stop() const { return stop_.get_token(); }

  /// The members that every task object has.
  [[nodiscard]] Json summary() const;

  /// `summary` with what its status adds: the result, the error, or what is asked.
  [[nodiscard]] Json details() const;

  /// What has been answered so far.
  [[nodiscard]] Answers answers() const;

  /// The work cannot go on before the client has answered.
  void ask(const Question& question);

  /// Takes answers to what is asked; others are ignored. True when that was the last one missing:
  /// `run` has to be called again.
  bool answer(const Json& responses);

  void complete(Json result);
  void fail(const jsonrpc::Fault& fault);

  /// Has no effect on a task that has ended.
  void cancel();

  [[nodiscard]] bool has_ended() const;

  /// Whether nothing has happened for an hour to a task that has ended or waits for an answer.
  [[nodiscard]] bool is_forgotten(Clock::time_point now) const;
  [[nodiscard]] Clock::time_point updated() const;

 private:
  enum class Status { working, input_required, completed, failed, cancelled };

  [[nodiscard]] Json summary_now() const D1MCP_REQUIRES(mutex_);
  [[nodiscard]] Json details_now() const D1MCP_REQUIRES(mutex_);
  Json change_now(Status to, const std::string& name, Json value) D1MCP_REQUIRES(mutex_);
  void change(Status to, const std::string& name = {}, Json value = nullptr);
  static bool is_final(Status status);

  const std::string id_;
  const Body body_;
  const std::shared_ptr<Audience> audience_;
  const Clock::time_point created_ = Clock::now();
  std::stop_source stop_;
  mutable Mutex mutex_;
  Clock::time_point updated_ D1MCP_GUARDED_BY(mutex_) = created_;
  Status status_ D1MCP_GUARDED_BY(mutex_) = Status::working;
  Json extra_ D1MCP_GUARDED_BY(mutex_) = Json::object();  // "result", "error" or "inputRequests".
  Answers answers_ D1MCP_GUARDED_BY(mutex_);
};

/// The tasks of a server, by ids that cannot be guessed. Thread-safe.
class TaskStore {
 public:
  /// How many tasks are kept; beyond it those that ended longest ago make room.
  static constexpr std::size_t kMost = 256;

  explicit TaskStore(std::shared_ptr<Audience> audience);

  /// Cancels every task.
  ~TaskStore();
  TaskStore(const TaskStore&) = delete;
  TaskStore& operator=(const TaskStore&) = delete;
  TaskStore(TaskStore&&) = delete;
  TaskStore& operator=(TaskStore&&) = delete;

  /// A task that has not begun yet. Null when there are too many that have not ended.
  std::shared_ptr<TaskRecord> create(TaskRecord::Body body, Answers answers);

  /// Null when there is no such task, or it is forgotten by `now`.
  std::shared_ptr<TaskRecord> find(const std::string& id,
                                   TaskRecord::Clock::time_point now = TaskRecord::Clock::now());

  void cancel_all();

 private:
  void drop_forgotten(TaskRecord::Clock::time_point now) D1MCP_REQUIRES(mutex_);
  void make_room() D1MCP_REQUIRES(mutex_);

  const std::shared_ptr<Audience> audience_;
  Mutex mutex_;
  std::map<std::string, std::shared_ptr<TaskRecord>> tasks_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::mcp
