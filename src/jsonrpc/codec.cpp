#include "jsonrpc/codec.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/text.hpp"
#include "jsonrpc/gap.hpp"
#include "jsonrpc/id_scanner.hpp"

namespace d1mcp::jsonrpc {
namespace {

using Item = std::variant<Message, Malformed>;

Malformed invalid(std::optional<Id> id, std::string message) {
  return Malformed{.id = std::move(id),
                   .fault = {.code = Code::invalid_request, .message = std::move(message)}};
}

std::optional<Id> id_in(const Json& message) {
  if (!message.is_object()) return std::nullopt;
  const auto id = message.find("id");
  return id == message.end() ? std::nullopt : id_of(*id);
}

// A wrong error object in a response is not worth an answer; it is read as far as it goes.
Fault fault_in(const Json& error) {
  Fault fault;
  if (!error.is_object()) return fault;
  const auto code = error.find("code");
  if (code != error.end() && code->is_number_integer()) {
    fault.code = static_cast<Code>(code->get<std::int32_t>());
  }
  const auto message = error.find("message");
  if (message != error.end() && message->is_string()) fault.message = message->get<std::string>();
  return fault;
}

Message response_from(Json& message) {
  Response response{.id = id_in(message), .result = nullptr, .error = std::nullopt};
  if (message.contains("error")) response.error = fault_in(message.at("error"));
  if (message.contains("result")) response.result = std::move(message.at("result"));
  return response;
}

Item call_from(Json& message) {
  std::optional<Id> id = id_in(message);
  const bool is_request = message.contains("id");
  if (is_request && !id) {
    return invalid(std::nullopt, "the id must be a string or an integer of 64 bits");
  }
  if (!message.at("method").is_string()) return invalid(id, "the method must be a string");
  Json params = Json::object();
  if (const auto given = message.find("params"); given != message.end()) {
    if (given->is_object()) {
      params = std::move(*given);
    } else if (is_request) {
      return invalid(id, "params must be an object");
    }
  }
  auto method = message.at("method").get<std::string>();
  if (is_request) {
    return Message(
        Request{.id = *std::move(id), .method = std::move(method), .params = std::move(params)});
  }
  return Message(Notification{.method = std::move(method), .params = std::move(params)});
}

Item classify(Json& message) {
  if (!message.is_object()) {
    return invalid(std::nullopt,
                   "a message must be an object, not " + std::string(message.type_name()));
  }
  const bool answers = message.contains("result") || message.contains("error");
  if (answers && !message.contains("method")) return response_from(message);
  const auto version = message.find("jsonrpc");
  if (version == message.end() || *version != "2.0") {
    return invalid(id_in(message), "the member \"jsonrpc\" must be \"2.0\"");
  }
  if (!message.contains("method")) return invalid(id_in(message), "the message has no method");
  if (answers) return invalid(id_in(message), "a message cannot be a request and its answer");
  return call_from(message);
}

// Reads of a message that breaks a limit or names a member twice only what an answer needs.
Decoded unacceptable(Json& message, std::string defect) {
  if (!message.is_object()) return invalid(std::nullopt, std::move(defect));
  const auto& members = message.get_ref<const Json::object_t&>();
  const auto ids = std::ranges::count(members, "id", &Json::object_t::value_type::first);
  const std::optional<Id> id = ids == 1 ? id_in(message) : std::nullopt;
  if (!message.contains("method") && (message.contains("result") || message.contains("error"))) {
    return Message(Response{.id = id, .result = nullptr, .error = Fault{}});
  }
  return invalid(id, std::move(defect));
}

Decoded classify_batch(Json& messages, const Limits& limits) {
  if (messages.empty()) return invalid(std::nullopt, "the batch is empty");
  if (messages.size() > limits.max_batch) {
    return invalid(std::nullopt,
                   "the batch holds " + std::to_string(messages.size()) + " messages; at most " +
                       std::to_string(limits.max_batch) + " are accepted");
  }
  Batch batch;
  for (Json& message : messages) batch.items.push_back(classify(message));
  return batch;
}

// The id of a message that is not to be parsed.
std::optional<Id> id_of_text(std::string_view text) {
  IdScanner scanner;
  scanner.feed(text);
  return scanner.id();
}

std::string envelope(const std::optional<Id>& id) {
  std::string text = R"({"jsonrpc":"2.0",)";
  if (id) text += "\"id\":" + to_text(*id) + ",";
  return text;
}

}  // namespace

Malformed too_large(std::optional<Id> id, const Limits& limits) {
  return invalid(std::move(id),
                 "the message is larger than " + human_bytes(limits.max_bytes) +
                     ", the most this server accepts");
}

Decoded decode(std::string_view text, const Limits& limits) {
  if (text.size() > limits.max_bytes) return too_large(id_of_text(text), limits);
  if (has_gap_beyond(limits.max_gap, text)) {
    return invalid(id_of_text(text),
                   "the message has more than " + human_bytes(limits.max_gap) +
                       " of white space, brackets or literals in a row");
  }
  Parsed parsed = parse(text, limits);
  if (!parsed.is_json) {
    return Malformed{.id = std::nullopt,
                     .fault = {.code = Code::parse_error, .message = std::move(parsed.defect)}};
  }
  if (!parsed.defect.empty()) return unacceptable(parsed.value, std::move(parsed.defect));
  if (parsed.value.is_array()) return classify_batch(parsed.value, limits);
  Item item = classify(parsed.value);
  return std::visit([](auto& known) { return Decoded(std::move(known)); }, item);
}

std::string encode_result(const Id& id, const Json& result) {
  return envelope(id) + "\"result\":" + to_line(result) + "}";
}

std::string encode_fault(const std::optional<Id>& id, const Fault& fault) {
  Json error = {{"code", static_cast<int>(fault.code)}, {"message", fault.message}};
  if (!fault.data.is_null()) error["data"] = fault.data;
  return envelope(id) + "\"error\":" + to_line(error) + "}";
}

std::string encode_notification(std::string_view method, const Json& params) {
  std::string text = envelope(std::nullopt) + "\"method\":" + to_line(std::string(method));
  if (!params.empty()) text += ",\"params\":" + to_line(params);
  return text + "}";
}

std::string encode_request(const Id& id, std::string_view method, const Json& params) {
  return envelope(id) + "\"method\":" + to_line(std::string(method)) +
         ",\"params\":" + to_line(params) + "}";
}

std::string to_line(const Json& value) {
  return value.dump(/*indent=*/-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

std::string to_text(const Id& id) {
  if (const auto* number = std::get_if<std::int64_t>(&id)) return std::to_string(*number);
  return to_line(std::get<std::string>(id));
}

std::optional<Id> id_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (number > kLargest) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  return std::nullopt;
}

}  // namespace d1mcp::jsonrpc
