#include "mcp/dispatcher.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/log.hpp"
#include "core/text.hpp"
#include "mcp/batch.hpp"
#include "mcp/meta.hpp"
#include "mcp/params.hpp"
#include "mcp/reply.hpp"

namespace d1mcp::mcp {
namespace {

using jsonrpc::Code;
using jsonrpc::Fault;
using Item = std::variant<jsonrpc::Message, jsonrpc::Malformed>;

/// One delivery from a peer on its way through.
struct Delivery {
  const std::shared_ptr<const Host>& host;
  const std::shared_ptr<Peer>& peer;
  std::shared_ptr<Channel> channel;
  std::vector<Job> jobs;
};

void refuse(Channel& channel, const std::optional<jsonrpc::Id>& id, const Fault& fault) {
  channel.finish({.message = jsonrpc::encode_fault(id, fault), .ending = Ending::refused});
}

// The body decides the era; only a peer that speaks the stateless one is held to its choice.
std::variant<const Era*, Fault> era_of(const jsonrpc::Request& request, const Delivery& delivery) {
  if (is_stateless(request.params)) return &delivery.host->stateless;
  if (!delivery.peer->is_held_to_stateless()) return &delivery.peer->session();
  if (request.method == "initialize") {
    const std::string* wanted = string_param(request.params, "protocolVersion");
    return unsupported_revision(wanted == nullptr ? std::string() : *wanted,
                                "this connection speaks " +
                                    std::string(to_string(kStatelessRevision)) +
                                    ", which has no sessions; connect anew for an older version");
  }
  return wrong_params("params._meta[\"" + std::string(kProtocolVersionKey) +
                      "\"] is missing; the requests before this one had it");
}

void remember_era(const jsonrpc::Request& request, const Era& era, Peer& peer) {
  const bool asks_what_is_spoken = request.method == "server/discover";
  if (era.name() == EraName::stateless && !asks_what_is_spoken && !peer.session().revision()) {
    peer.hold_to_stateless();
  }
}

Fault too_much() {
  return {.code = Code::invalid_request,
          .message = counted(Dispatcher::kMostInFlight, "request") +
                     " are running already; wait for one to end, or cancel one"};
}

Fault unknown_method(const std::string& method) {
  return {.code = Code::method_not_found,
          .message = "there is no method \"" + std::string(utf8_prefix(method, 100)) +
                     "\" in this protocol version"};
}

void start(Task task, Delivery& delivery) {
  const Pace pace = task.method->pace;
  Job job(std::move(task));
  if (pace == Pace::may_take_long) {
    delivery.jobs.push_back(std::move(job));
  } else {
    std::move(job).run();
  }
}

void accept_request(jsonrpc::Request request, Delivery& delivery) {
  const auto& requests = delivery.peer->requests();
  const std::shared_ptr<Pending> pending = requests->begin(request.id, delivery.channel);
  if (!pending) {
    refuse(*delivery.channel,
           request.id,
           {.code = Code::invalid_request,
            .message = "a request with the id " + jsonrpc::to_text(request.id) +
                       " is still running; every request needs an id of its own"});
    return;
  }
  Reply reply(request.id, pending, requests);
  const auto chosen = era_of(request, delivery);
  if (const auto* fault = std::get_if<Fault>(&chosen)) {
    return std::move(reply).fault(*fault, Ending::refused);
  }
  const Era* era = std::get<const Era*>(chosen);
  auto terms = era->admit(request);
  if (const auto* fault = std::get_if<Fault>(&terms)) {
    return std::move(reply).fault(*fault, Ending::refused);
  }
  remember_era(request, *era, *delivery.peer);
  const Method* method = find_method(request.method, era->name());
  if (method == nullptr) {
    return std::move(reply).fault(unknown_method(request.method), Ending::unknown_method);
  }
  if (method->pace == Pace::stays_open && requests->size() > Dispatcher::kMostInFlight) {
    return std::move(reply).fault(too_much(), Ending::too_many);
  }
  if (method->pace == Pace::may_take_long) {
    auto place = delivery.peer->workload().take(Dispatcher::kMostInFlight);
    if (!place) return std::move(reply).fault(too_much(), Ending::too_many);
    reply.hold(*std::move(place));
  }
  start(Task{.host = delivery.host,
             .peer = delivery.peer,
             .era = era,
             .method = method,
             .request = std::move(request),
             .terms = std::get<Terms>(std::move(terms)),
             .pending = pending,
             .reply = std::move(reply)},
        delivery);
}

// Notifications are never answered. The only one that changes anything here is the cancel.
void heed(const jsonrpc::Notification& notification, const Delivery& delivery) {
  if (notification.method != "notifications/cancelled") return;
  const Json* id = member(notification.params, "requestId");
  const auto named = id == nullptr ? std::nullopt : jsonrpc::id_of(*id);
  if (named) delivery.peer->requests()->cancel(*named);
}

void accept(jsonrpc::Message message, Delivery& delivery) {
  if (auto* request = std::get_if<jsonrpc::Request>(&message)) {
    accept_request(std::move(*request), delivery);
  } else if (const auto* notification = std::get_if<jsonrpc::Notification>(&message)) {
    heed(*notification, delivery);
  } else {
    delivery.peer->session().client_requests().answered(std::get<jsonrpc::Response>(message));
  }
}

const jsonrpc::Request* request_in(const Item& item) {
  const auto* message = std::get_if<jsonrpc::Message>(&item);
  return message == nullptr ? nullptr : std::get_if<jsonrpc::Request>(message);
}

bool is_answered(const Item& item) {
  return request_in(item) != nullptr || std::holds_alternative<jsonrpc::Malformed>(item);
}

std::optional<std::string> why_no_batch(const jsonrpc::Batch& batch, Peer& peer) {
  const bool any_stateless = std::ranges::any_of(batch.items, [](const Item& item) {
    const jsonrpc::Request* request = request_in(item);
    return request != nullptr && is_stateless(request->params);
  });
  if (any_stateless) return "requests of 2026-07-28 cannot be sent in a batch";
  const auto revision = peer.session().revision();
  if (!revision) return "a batch cannot come before initialize";
  if (!features_of(*revision).batches) {
    return "batches are not part of " + std::string(to_string(*revision)) +
           ", which this session speaks; send the messages one by one";
  }
  return std::nullopt;
}

void accept(jsonrpc::Batch batch, Delivery& delivery) {
  if (const auto reason = why_no_batch(batch, *delivery.peer)) {
    return refuse(
        *delivery.channel, std::nullopt, {.code = Code::invalid_request, .message = *reason});
  }
  const auto answers = std::ranges::count_if(batch.items, is_answered);
  if (answers > 0) {
    delivery.channel = std::make_shared<BatchChannel>(std::move(delivery.channel),
                                                      static_cast<std::size_t>(answers));
  }
  for (Item& item : batch.items) {
    if (const auto* malformed = std::get_if<jsonrpc::Malformed>(&item)) {
      refuse(*delivery.channel, malformed->id, malformed->fault);
    } else {
      accept(std::get<jsonrpc::Message>(std::move(item)), delivery);
    }
  }
}

void accept(const jsonrpc::Malformed& malformed, const Delivery& delivery) {
  refuse(*delivery.channel, malformed.id, malformed.fault);
}

}  // namespace

Dispatcher::Dispatcher(Server server) : host_(std::make_shared<const Host>(std::move(server))) {}

std::vector<Job> Dispatcher::receive(const std::shared_ptr<Peer>& peer,
                                     jsonrpc::Decoded decoded,
                                     const std::shared_ptr<Channel>& channel) const {
  Delivery delivery{.host = host_, .peer = peer, .channel = channel, .jobs = {}};
  try {
    std::visit([&](auto& known) { accept(std::move(known), delivery); }, decoded);
  } catch (const std::exception& failure) {
    log::error(std::string("a message could not be dealt with: ") + failure.what());
  }
  return std::move(delivery.jobs);
}

}  // namespace d1mcp::mcp
