#include "mcp/client_requests.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "jsonrpc/codec.hpp"

namespace d1mcp::mcp {
namespace {

using jsonrpc::Code;
using jsonrpc::Fault;

constexpr std::chrono::minutes kPatience{10};

Fault unanswered(const std::string& method, const std::string& why) {
  return {.code = Code::internal_error,
          .message = "the client did not answer " + method + ": " + why};
}

}  // namespace

std::vector<ClientRequests::Number> ClientRequests::enter(std::size_t count) {
  const Lock lock(mutex_);
  std::vector<Number> numbers;
  for (std::size_t index = 0; index < count; ++index) {
    numbers.push_back(next_);
    open_.emplace(next_++, std::nullopt);
  }
  return numbers;
}

std::variant<Json, Fault> ClientRequests::ask(const std::vector<InputRequest>& requests,
                                              Pending& pending) {
  const std::vector<Number> numbers = enter(requests.size());
  for (std::size_t index = 0; index < requests.size(); ++index) {
    const InputRequest& request = requests[index];
    pending.notify(jsonrpc::encode_request(numbers[index], request.method, request.params));
  }
  auto answers = wait(requests, numbers, pending.stop());
  const Lock lock(mutex_);
  for (const Number number : numbers) open_.erase(number);
  return answers;
}

std::variant<Json, Fault> ClientRequests::wait(const std::vector<InputRequest>& requests,
                                               const std::vector<Number>& numbers,
                                               std::stop_token stop) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  const Lock lock(mutex_);
  Json answers = Json::object();
  for (std::size_t index = 0; index < requests.size(); ++index) {
    const InputRequest& request = requests[index];
    const auto& answer = open_[numbers[index]];
    if (!changed_.wait_until(mutex_, stop, deadline, [&] { return answer.has_value(); })) {
      return unanswered(request.method, "it took too long, or the call was ended");
    }
    if (answer->error) return unanswered(request.method, answer->error->message);
    answers[request.key] = answer->result;
  }
  return answers;
}

void ClientRequests::answered(const jsonrpc::Response& response) {
  if (!response.id) return;
  const auto* number = std::get_if<Number>(&*response.id);
  const Lock lock(mutex_);
  const auto found = number == nullptr ? open_.end() : open_.find(*number);
  if (found == open_.end() || found->second) return;
  found->second = response;
  changed_.notify_all();
}

}  // namespace d1mcp::mcp
