#include "mcp/conversation.hpp"

#include <utility>

#include "jsonrpc/codec.hpp"
#include "mcp/progress.hpp"

namespace d1mcp::mcp {
namespace {

// Shared by the copies of one listener. The mutex is held while a notification is sent: reports of
// several threads must leave in the order in which they were numbered.
struct Reporter {
  Reporter(ProgressMeter first_meter, std::shared_ptr<Pending> request)
      : meter(std::move(first_meter)), pending(std::move(request)) {}

  void report(const Progress& progress) {
    const Lock lock(mutex);
    const auto params = meter.next(progress, ProgressMeter::Clock::now());
    if (params) pending->notify(jsonrpc::encode_notification("notifications/progress", *params));
  }

  Mutex mutex;
  ProgressMeter meter D1MCP_GUARDED_BY(mutex);
  std::shared_ptr<Pending> pending;
};

}  // namespace

Conversation::Conversation(std::shared_ptr<Pending> pending, const Terms& terms, std::string name)
    : pending_(std::move(pending)), terms_(terms), name_(std::move(name)) {}

void Conversation::log(LogLevel level, std::string_view text) const {
  logger()(level, text);
}

std::function<void(LogLevel, std::string_view)> Conversation::logger() const {
  return [pending = pending_, from = terms_.log_from, name = name_](LogLevel level,
                                                                    std::string_view text) {
    if (!from || level < *from) return;
    const Json params = {
        {"level", to_string(level)}, {"logger", name}, {"data", std::string(text)}};
    pending->notify(jsonrpc::encode_notification("notifications/message", params));
  };
}

std::function<void()> Conversation::pauser() const {
  return [pending = pending_] { pending->pause(); };
}

Work Conversation::work() const {
  Work work;
  work.stop = pending_->stop();
  if (terms_.progress_token) {
    auto reporter = std::make_shared<Reporter>(
        ProgressMeter(*terms_.progress_token, terms_.revision), pending_);
    work.listener = [reporter](const Progress& progress) { reporter->report(progress); };
  }
  return work;
}

}  // namespace d1mcp::mcp
