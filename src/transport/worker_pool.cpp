#include "transport/worker_pool.hpp"

#include <condition_variable>
#include <deque>
#include <optional>
#include <system_error>
#include <utility>

#include "core/mutex.hpp"

namespace d1mcp::transport {

struct WorkerPool::State {
  Mutex mutex;
  std::condition_variable_any changed;
  std::deque<mcp::Job> waiting D1MCP_GUARDED_BY(mutex);
  unsigned running D1MCP_GUARDED_BY(mutex) = 0;
  unsigned idle D1MCP_GUARDED_BY(mutex) = 0;
  bool closed D1MCP_GUARDED_BY(mutex) = false;

  // The next job; nothing when the pool has been closed.
  std::optional<mcp::Job> next() {
    const Lock lock(mutex);
    ++idle;
    while (waiting.empty() && !closed) changed.wait(mutex);
    --idle;
    if (closed) return std::nullopt;
    mcp::Job job = std::move(waiting.front());
    waiting.pop_front();
    ++running;
    return job;
  }

  void finished() {
    const Lock lock(mutex);
    --running;
    changed.notify_all();
  }
};

WorkerPool::WorkerPool(unsigned most) : most_(most), state_(std::make_shared<State>()) {
  if (most_ > 0) start_thread();
}

WorkerPool::~WorkerPool() {
  close(std::chrono::milliseconds(0));
}

void WorkerPool::work(const std::shared_ptr<State>& state) {
  while (std::optional<mcp::Job> job = state->next()) {
    std::move(*job).run();
    job.reset();
    state->finished();
  }
}

void WorkerPool::start_thread() {
  threads_.emplace_back([state = state_] { work(state); });
}

void WorkerPool::submit(mcp::Job job) {
  if (most_ == 0) {
    std::move(job).run();
    return;
  }
  const Lock lock(state_->mutex);
  if (state_->closed) return;
  state_->waiting.push_back(std::move(job));
  state_->changed.notify_all();
  if (state_->waiting.size() <= state_->idle || threads_.size() == most_) return;
  try {
    start_thread();
  } catch (const std::system_error&) {
    // The system has no thread to give: the job waits for one of those there are.
  }
}

bool WorkerPool::wait_until_idle(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  const Lock lock(state_->mutex);
  while (state_->running > 0 || !state_->waiting.empty()) {
    if (state_->changed.wait_until(state_->mutex, deadline) == std::cv_status::timeout) {
      return state_->running == 0 && state_->waiting.empty();
    }
  }
  return true;
}

Closed WorkerPool::close(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::deque<mcp::Job> dropped;
  bool still_running = false;
  {
    const Lock lock(state_->mutex);
    state_->closed = true;
    dropped.swap(state_->waiting);
    state_->changed.notify_all();
    while (state_->running > 0) {
      if (state_->changed.wait_until(state_->mutex, deadline) == std::cv_status::timeout) break;
    }
    still_running = state_->running > 0;
  }
  for (std::thread& thread : threads_) {
    if (still_running) {
      thread.detach();
    } else {
      thread.join();
    }
  }
  threads_.clear();
  return still_running ? Closed::with_work_running : Closed::cleanly;
}

}  // namespace d1mcp::transport
