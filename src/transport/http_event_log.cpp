#include "transport/http_event_log.hpp"

#include <charconv>

namespace d1mcp::transport {
namespace {

constexpr int kRetryMilliseconds = 500;

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (text.empty() || failure != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace

std::string to_string(const HttpEventId& id) {
  return std::to_string(id.stream) + "-" + std::to_string(id.number);
}

std::optional<HttpEventId> parse_event_id(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto stream = number_in(text.substr(0, dash));
  const auto number = number_in(text.substr(dash + 1));
  if (!stream || !number) return std::nullopt;
  return HttpEventId{.stream = *stream, .number = *number};
}

std::string event_text(std::string_view message, const std::optional<HttpEventId>& id) {
  std::string text = "event: message\n";
  if (id) text.append("id: ").append(to_string(*id)).append("\n");
  return text.append("data: ").append(message).append("\n\n");
}

std::string HttpEventLog::add(std::uint64_t stream, std::string_view message) {
  const Lock lock(mutex_);
  const HttpEventId id{.stream = stream, .number = ++last_number_};
  events_.push_back({.id = id, .text = event_text(message, id)});
  bytes_ += events_.back().text.size();
  while (events_.size() > limits_.events || (bytes_ > limits_.bytes && events_.size() > 1)) {
    bytes_ -= events_.front().text.size();
    events_.pop_front();
  }
  return events_.back().text;
}

std::string HttpEventLog::priming(std::uint64_t stream) {
  const Lock lock(mutex_);
  const HttpEventId id{.stream = stream, .number = ++last_number_};
  return "id: " + to_string(id) + "\nretry: " + std::to_string(kRetryMilliseconds) + "\ndata:\n\n";
}

std::vector<std::string> HttpEventLog::after(const HttpEventId& last) const {
  std::vector<std::string> missed;
  const Lock lock(mutex_);
  for (const Event& event : events_) {
    if (event.id.stream == last.stream && event.id.number > last.number) {
      missed.push_back(event.text);
    }
  }
  return missed;
}

}  // namespace d1mcp::transport
