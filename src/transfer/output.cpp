#include "transfer/output.hpp"

namespace d1mcp::transfer {

Output::Output(ByteSink& sink) : sink_(sink) {
  text_.reserve(2 * kPieceBytes);
}

Status Output::finish() {
  if (text_.empty()) return {};
  TRY(sink_.write(text_));
  bytes_ += text_.size();
  text_.clear();
  return {};
}

}  // namespace d1mcp::transfer
