#include "mcp/reply.hpp"

#include <exception>
#include <string>
#include <utility>

#include "core/log.hpp"
#include "jsonrpc/codec.hpp"

namespace d1mcp::mcp {

Reply::Reply(jsonrpc::Id id, std::shared_ptr<Pending> pending, std::shared_ptr<InFlight> requests)
    : id_(std::move(id)), pending_(std::move(pending)), requests_(std::move(requests)) {}

Reply::~Reply() {
  if (!pending_) return;
  try {
    const jsonrpc::Fault dropped{.code = jsonrpc::Code::internal_error,
                                 .message = "the request was dropped without an answer"};
    finish({.message = jsonrpc::encode_fault(id_, dropped), .ending = Ending::answered});
  } catch (const std::exception& failure) {
    log::error(std::string("a request could not be answered: ") + failure.what());
  }
}

void Reply::result(const Json& result) && {
  finish({.message = jsonrpc::encode_result(id_, result), .ending = Ending::answered});
}

void Reply::fault(const jsonrpc::Fault& fault, Ending ending) && {
  finish({.message = jsonrpc::encode_fault(id_, fault), .ending = ending});
}

void Reply::finish(Answer answer) {
  if (!pending_) return;
  const std::shared_ptr<Pending> pending = std::exchange(pending_, nullptr);
  requests_->end(id_);
  place_.reset();
  pending->finish(std::move(answer));
}

}  // namespace d1mcp::mcp
