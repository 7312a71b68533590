#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/result.hpp"

namespace d1mcp {

/// How far a long piece of work has come. `done` and `total` count `unit`s; a total of 0 is
/// unknown.
struct Progress {
  std::string what;  ///< "exporting users", "applying 003_x.sql".
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

using ProgressListener = std::function<void(const Progress&)>;

/// The terms on which a call runs: who may stop it, when it has to end, who hears of its progress.
/// Copied freely; every layer hands it down to SQLite's progress handler.
struct Work {
  using Clock = std::chrono::steady_clock;

  std::stop_token stop;
  std::optional<Clock::time_point> deadline;
  std::chrono::milliseconds time_limit{0};  ///< What `deadline` was made from; for the message.
  ProgressListener listener;

  /// The same terms, ending at the latest after `limit` from now.
  [[nodiscard]] Work limited_to(std::chrono::milliseconds limit) const;

  [[nodiscard]] bool must_end() const;

  /// Fails with `cancelled` or `timed_out` once the work must end.
  [[nodiscard]] Status check() const;

  void report(const Progress& progress) const {
    if (listener) listener(progress);
  }
};

}  // namespace d1mcp
