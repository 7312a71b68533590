#include "mcp/task_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/encoding.hpp"
#include "core/utc_time.hpp"
#include "mcp/audience.hpp"
#include "mcp/meta.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::chrono::hours kKeptFor{1};
constexpr int kPollMilliseconds = 500;

std::string iso_8601(TaskRecord::Clock::time_point time) {
  return utc_time(time, "%Y-%m-%dT%H:%M:%SZ");
}

}  // namespace

TaskRecord::TaskRecord(std::string id,
                       Body body,
                       Answers answers,
                       std::shared_ptr<Audience> audience)
    : id_(std::move(id)),
      body_(std::move(body)),
      audience_(std::move(audience)),
      answers_(std::move(answers)) {}

bool TaskRecord::is_final(Status status) {
  return status != Status::working && status != Status::input_required;
}

Json TaskRecord::summary_now() const {
  constexpr std::array kNames = {"working", "input_required", "completed", "failed", "cancelled"};
  return {{"taskId", id_},
          {"status", kNames[static_cast<std::size_t>(status_)]},
          {"createdAt", iso_8601(created_)},
          {"lastUpdatedAt", iso_8601(updated_)},
          {"ttlMs", std::chrono::milliseconds(kKeptFor).count()},
          {"pollIntervalMs", kPollMilliseconds}};
}

Json TaskRecord::details_now() const {
  Json shown = summary_now();
  shown.update(extra_);
  return shown;
}

Json TaskRecord::summary() const {
  const Lock lock(mutex_);
  return summary_now();
}

Json TaskRecord::details() const {
  const Lock lock(mutex_);
  return details_now();
}

Answers TaskRecord::answers() const {
  const Lock lock(mutex_);
  return answers_;
}

bool TaskRecord::has_ended() const {
  const Lock lock(mutex_);
  return is_final(status_);
}

// A task that waits for an answer which never comes would be kept for ever.
bool TaskRecord::is_forgotten(Clock::time_point now) const {
  const Lock lock(mutex_);
  return status_ != Status::working && updated_ + kKeptFor < now;
}

TaskRecord::Clock::time_point TaskRecord::updated() const {
  const Lock lock(mutex_);
  return updated_;
}

Json TaskRecord::change_now(Status to, const std::string& name, Json value) {
  status_ = to;
  updated_ = Clock::now();
  extra_ = Json::object();
  if (!name.empty()) extra_[name] = std::move(value);
  return details_now();
}

// A task that has ended stays as it is. The audience is told outside the lock.
void TaskRecord::change(Status to, const std::string& name, Json value) {
  Json shown;
  {
    const Lock lock(mutex_);
    if (is_final(status_)) return;
    shown = change_now(to, name, std::move(value));
  }
  audience_->task_changed(id_, shown);
}

void TaskRecord::run() {
  if (!stop_.stop_requested()) body_(*this);
}

void TaskRecord::ask(const Question& question) {
  Json requests = Json::object();
  for (const InputRequest& wanted : question.requests) {
    requests[wanted.key] = {{"method", wanted.method}, {"params", wanted.params}};
  }
  {
    const Lock lock(mutex_);
    answers_.state = question.state;
  }
  change(Status::input_required, "inputRequests", std::move(requests));
}

// Of two last answers that come at once only one makes the task go on.
bool TaskRecord::answer(const Json& responses) {
  Json shown;
  {
    const Lock lock(mutex_);
    if (status_ != Status::input_required) return false;
    Json& asked = extra_["inputRequests"];
    for (const auto& [key, response] : responses.items()) {
      if (!asked.contains(key)) continue;
      answers_.by_key[key] = response;
      asked.erase(key);
    }
    if (!asked.empty()) return false;
    shown = change_now(Status::working, {}, nullptr);
  }
  audience_->task_changed(id_, shown);
  return true;
}

void TaskRecord::complete(Json result) {
  change(Status::completed, "result", std::move(result));
}

void TaskRecord::fail(const jsonrpc::Fault& fault) {
  Json error = {{"code", static_cast<int>(fault.code)}, {"message", fault.message}};
  if (!fault.data.is_null()) error["data"] = fault.data;
  change(Status::failed, "error", std::move(error));
}

void TaskRecord::cancel() {
  change(Status::cancelled);
  stop_.request_stop();
}

TaskStore::TaskStore(std::shared_ptr<Audience> audience) : audience_(std::move(audience)) {}

TaskStore::~TaskStore() {
  cancel_all();
}

std::shared_ptr<TaskRecord> TaskStore::create(TaskRecord::Body body, Answers answers) {
  const Lock lock(mutex_);
  drop_forgotten(TaskRecord::Clock::now());
  make_room();
  if (tasks_.size() >= kMost) return nullptr;
  auto record = std::make_shared<TaskRecord>(
      hex_encode(random_bytes(16)), std::move(body), std::move(answers), audience_);
  tasks_.emplace(record->id(), record);
  return record;
}

std::shared_ptr<TaskRecord> TaskStore::find(const std::string& id,
                                            TaskRecord::Clock::time_point now) {
  const Lock lock(mutex_);
  drop_forgotten(now);
  const auto found = tasks_.find(id);
  return found == tasks_.end() ? nullptr : found->second;
}

void TaskStore::drop_forgotten(TaskRecord::Clock::time_point now) {
  std::erase_if(tasks_, [now](const auto& entry) { return entry.second->is_forgotten(now); });
}

void TaskStore::make_room() {
  while (tasks_.size() >= kMost) {
    const auto oldest = std::ranges::min_element(tasks_, {}, [](const auto& entry) {
      return std::pair(!entry.second->has_ended(), entry.second->updated());
    });
    if (!oldest->second->has_ended()) return;
    tasks_.erase(oldest);
  }
}

void TaskStore::cancel_all() {
  std::map<std::string, std::shared_ptr<TaskRecord>> all;
  {
    const Lock lock(mutex_);
    all = tasks_;
  }
  for (const auto& [id, record] : all) record->cancel();
}

}  // namespace d1mcp::mcp
