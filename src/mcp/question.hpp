#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jsonrpc/message.hpp"

namespace d1mcp::mcp {

using Json = jsonrpc::Json;

/// One thing that only the client can give: what its user answers ("elicitation/create"), what its
/// model writes ("sampling/createMessage"), or its workspace folders ("roots/list").
struct InputRequest {
  std::string key;  ///< Names the answer among others.
  std::string method;
  Json params = Json::object();
};

/// What work needs of its client before it can go on. The work ends with it and is begun anew, from
/// its first line, once there are answers; what it wants to know by then it keeps in `state`.
struct Question {
  std::vector<InputRequest> requests;
  std::string state;  ///< Given back as it was; the client can neither read nor change it unseen.
};

/// What the client has answered so far.
struct Answers {
  Json by_key = Json::object();  ///< The results of the requests, as the client sent them.
  std::string state;
};

/// A question to the user: `schema` describes the object that is wanted.
InputRequest elicitation(std::string key, std::string message, Json schema);

/// The object the user entered under `key`; null while there is none. `declined` tells a refusal
/// (or a closed dialogue) from an answer that has not come.
const Json* accepted_content(const Answers& answers, std::string_view key);
bool declined(const Answers& answers, std::string_view key);

/// Whether a client with these capabilities can be asked with this method.
bool can_answer(const Json& client_capabilities, std::string_view method);

/// The fault for a client that cannot be asked all of this, which names what it must declare;
/// nothing if it can.
std::optional<jsonrpc::Fault> missing_capability(const Question& question,
                                                 const Json& client_capabilities);

}  // namespace d1mcp::mcp
