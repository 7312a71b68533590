#pragma once

#include <memory>

#include "jsonrpc/message.hpp"
#include "mcp/era.hpp"
#include "mcp/method.hpp"
#include "mcp/peer.hpp"
#include "mcp/reply.hpp"
#include "mcp/server.hpp"

namespace d1mcp::mcp {

/// What every request needs of the server; lives as long as the last job.
struct Host {
  explicit Host(Server of) : server(std::move(of)), tasks(server.audience) {}

  Server server;
  StatelessEra stateless;
  mutable TaskStore tasks;
};

/// One admitted request: whose it is, what it asks, on what terms, and the duty to answer it.
struct Task {
  std::shared_ptr<const Host> host;
  std::shared_ptr<Peer> peer;
  const Era* era;  // The host's or the peer's.
  const Method* method;
  jsonrpc::Request request;
  Terms terms;
  std::shared_ptr<Pending> pending;
  Reply reply;
};

/// A request ready to run. Runs once, on any thread; dropped unrun, it is answered all the same.
class Job {
 public:
  explicit Job(Task task) : task_(std::make_unique<Task>(std::move(task))) {}

  /// Carries out the method and answers. What a method throws is a bug: the client is told that
  /// there was one, the log what it was.
  void run() &&;

 private:
  std::unique_ptr<Task> task_;
};

}  // namespace d1mcp::mcp
