#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/mutex.hpp"
#include "jsonrpc/codec.hpp"
#include "mcp/channel.hpp"
#include "mcp/dispatcher.hpp"
#include "mcp/peer.hpp"

namespace d1mcp::mcp {

/// Tools that do what tests need: `add` two integers, `fail` with an Error, `break` by an
/// exception, `count` with progress, `wait` until cancelled.
std::vector<Tool> toy_tools();

/// A server with the toy tools, or with others.
Server toy_server();
Server toy_server(std::vector<Tool> tools);

/// A tool without arguments.
Tool toy_tool(const std::string& name, decltype(Tool::call) call);

/// What a tool may do that cannot go on before its user has entered a `name` under the key "who",
/// which it then greets. Its state is "asked".
Result<ToolResult> ask_and_greet(const Json& arguments, const CallContext& context);

/// The form with a `name` that its user fills in.
Json name_form();

/// A client's result for `ask_and_greet`.
inline constexpr const char* kAlice = R"({"action":"accept","content":{"name":"Alice"}})";

/// A contract for a tool that takes what `input_schema` says.
std::string toy_contract(const std::string& name, const std::string& input_schema);

/// The tool, as one whose calls may be tasks; and the capabilities of a client that knows tasks and
/// can be asked.
Tool usable_as_task(Tool tool, TaskUse use);
inline constexpr const char* kKnowsTasks =
    R"({"elicitation":{},"extensions":{"io.modelcontextprotocol/tasks":{}}})";

/// Keeps what is sent.
class RecordingChannel final : public Channel {
 public:
  void notify(std::string message) override;
  void finish(Answer answer) override;

  /// All that was sent since the last call, in order; a silent end is "(silent)".
  std::vector<std::string> take();

  [[nodiscard]] std::vector<Ending> endings();

  /// Is shown each message that is no answer once it has been kept, by the thread that sends it. To
  /// be set before there are others.
  std::function<void(const Json& message)> heed;

 private:
  Mutex mutex_;
  std::vector<std::string> sent_ D1MCP_GUARDED_BY(mutex_);
  std::vector<Ending> endings_ D1MCP_GUARDED_BY(mutex_);
};

/// One client of a toy server without threads: what is said to it is dealt with at once.
class ToyConnection {
 public:
  ToyConnection() : ToyConnection(toy_server()) {}
  explicit ToyConnection(Server server) : dispatcher_(std::move(server)) {}

  /// Sends one line and gives what comes back, one entry for each line.
  std::vector<std::string> say(const std::string& line);

  /// Sends one line that is answered by exactly one.
  Json ask(const std::string& line);

  /// Sends one line and keeps the jobs instead of running them.
  std::vector<Job> receive(const std::string& line);

  [[nodiscard]] const std::shared_ptr<Peer>& peer() const { return peer_; }
  [[nodiscard]] const std::shared_ptr<RecordingChannel>& channel() const { return channel_; }

 private:
  Dispatcher dispatcher_;
  std::shared_ptr<Peer> peer_ = std::make_shared<Peer>();
  std::shared_ptr<RecordingChannel> channel_ = std::make_shared<RecordingChannel>();
};

/// A request line of the session era, and of the stateless one; `params` is the inside of the
/// braces, `capabilities` the client's.
std::string session_line(int id, const std::string& method, const std::string& params = {});
std::string stateless_line(int id,
                           const std::string& method,
                           const std::string& params = {},
                           const std::string& capabilities = "{}");

/// The line that cancels a request.
std::string cancel_line(const std::string& id);

/// The line by which a client answers a request of the server; `outcome` is a result or an error:
/// R"("result":{})".
std::string response_line(const Json& id, const std::string& outcome);

/// The code of an error answer; 0 for a result.
int code_of(const Json& answer);

/// The text of the first content block of a tool's answer.
std::string text_of(const Json& answer);

/// The line that begins a session.
std::string initialize_line(const std::string& revision, const std::string& capabilities = "{}");

}  // namespace d1mcp::mcp
