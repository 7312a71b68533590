#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/style.hpp"
#include "core/mutex.hpp"
#include "core/work.hpp"

namespace d1mcp::cli {

/// One line of a terminal that shows how far a piece of work has come. It is first drawn when the
/// work has taken a tenth of a second, then at most ten times a second, and erased when the bar is
/// destroyed. Reports may come from any thread.
class ProgressBar {
 public:
  using Clock = std::chrono::steady_clock;
  using Sink = std::function<void(std::string_view bytes)>;

  /// `sink` gets the bytes for the terminal; it is not called from two threads at once.
  ProgressBar(Sink sink, Style style, std::function<Clock::time_point()> now = Clock::now);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ProgressBar(ProgressBar&&) = delete;
  ProgressBar& operator=(ProgressBar&&) = delete;

  void show(const Progress& progress);

  /// Takes the line away, so that something else can be written; a later report draws it again.
  void erase();

  /// A listener that shows what it is told. It refers to this bar and must not outlive it.
  ProgressListener listener();

 private:
  const Sink sink_;
  const Style style_;
  const std::function<Clock::time_point()> now_;
  Mutex mutex_;
  Clock::time_point last_ D1MCP_GUARDED_BY(mutex_);
  bool drawn_ D1MCP_GUARDED_BY(mutex_) = false;
};

/// The line for `progress`, cut to the style's width: what is done, a bar and a percentage where
/// the total is known, and the counts.
std::string progress_line(const Progress& progress, const Style& style);

/// A bar on standard error where that is a terminal (`can_redraw`); null otherwise.
std::unique_ptr<ProgressBar> progress_on_standard_error(bool is_terminal, const Style& style);

}  // namespace d1mcp::cli
