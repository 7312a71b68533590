#pragma once

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "mcp/job.hpp"

namespace d1mcp::transport {

/// How serving ended.
enum class Closed {
  cleanly,  ///< Nothing is left behind.
  /// A tool did not stop when asked to. Its thread still runs and uses what the tools use: the
  /// program has to end without destroying that (std::_Exit).
  with_work_running,
};

/// Threads that run jobs in the order in which they came. The first is there from the beginning,
/// the others begin when a job would have to wait.
class WorkerPool {
 public:
  /// `most` is the number of threads; without any a job runs where it is submitted.
  explicit WorkerPool(unsigned most);

  /// Like `close` without any patience.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  WorkerPool(WorkerPool&&) = delete;
  WorkerPool& operator=(WorkerPool&&) = delete;

  /// After `close` the job is dropped, which answers it.
  void submit(mcp::Job job);

  /// Waits until no job is running or waiting; false when that takes longer than `patience`.
  bool wait_until_idle(std::chrono::milliseconds patience);

  /// Drops the waiting jobs and waits for the running ones, for at most `patience`; the thread of
  /// one that still runs then is left to itself.
  Closed close(std::chrono::milliseconds patience);

 private:
  struct State;

  static void work(const std::shared_ptr<State>& state);
  void start_thread();

  unsigned most_;
  std::shared_ptr<State> state_;      // Shared with the threads, which may outlive the pool.
  std::vector<std::thread> threads_;  // Under the state's mutex until it is closed.
};

}  // namespace d1mcp::transport
