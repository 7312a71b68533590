#include "cli/progress_bar.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

constexpr std::chrono::milliseconds kInterval{100};
constexpr std::uint64_t kBarColumns = 20;

// To the first column, and clear to the end of the line (ECMA-48, 8.3.41 EL).
constexpr std::string_view kRestart = "\r\x1b[K";

// done * scale / total without overflow, at most `scale`.
std::uint64_t share(const Progress& progress, std::uint64_t scale) {
  const double ratio = static_cast<double>(progress.done) / static_cast<double>(progress.total);
  return std::min(scale, static_cast<std::uint64_t>(ratio * static_cast<double>(scale)));
}

std::string bar(const Progress& progress, const Style& style) {
  const std::uint64_t filled = share(progress, kBarColumns);
  std::string text;
  for (std::uint64_t column = 0; column < kBarColumns; ++column) {
    const bool full = column < filled;
    text += style.unicode ? (full ? "█" : "░") : (full ? "#" : ".");
  }
  return text;
}

void write_to_standard_error(std::string_view bytes) {
  static_cast<void>(std::fwrite(bytes.data(), 1, bytes.size(), stderr));
  static_cast<void>(std::fflush(stderr));
}

}  // namespace

ProgressBar::ProgressBar(Sink sink, Style style, std::function<Clock::time_point()> now)
    : sink_(std::move(sink)), style_(style), now_(std::move(now)), last_(now_()) {}

ProgressBar::~ProgressBar() {
  erase();
}

void ProgressBar::show(const Progress& progress) {
  const Lock lock(mutex_);
  const Clock::time_point now = now_();
  if (now - last_ < kInterval) return;
  last_ = now;
  drawn_ = true;
  sink_(std::string(kRestart) + progress_line(progress, style_));
}

void ProgressBar::erase() {
  const Lock lock(mutex_);
  if (!drawn_) return;
  drawn_ = false;
  sink_(kRestart);
}

ProgressListener ProgressBar::listener() {
  return [this](const Progress& progress) { show(progress); };
}

std::string progress_line(const Progress& progress, const Style& style) {
  std::string line = visible(progress.what);
  if (progress.total > 0) {
    line += "  " + bar(progress, style) + " " + std::to_string(share(progress, 100)) + "%  " +
            with_thousands(std::min(progress.done, progress.total)) + " of " +
            with_thousands(progress.total);
  } else if (progress.done > 0) {
    line += "  " + with_thousands(progress.done);
  }
  // The last column stays free: writing to it wraps on some terminals.
  if (style.width > 1) line = cut_to_width(line, static_cast<std::size_t>(style.width) - 1, style);
  return line;
}

std::unique_ptr<ProgressBar> progress_on_standard_error(bool is_terminal, const Style& style) {
  if (!is_terminal) return nullptr;
  return std::make_unique<ProgressBar>(write_to_standard_error, style);
}

}  // namespace d1mcp::cli
