#include "transfer/destination.hpp"

#include "core/text.hpp"

namespace d1mcp::transfer {

Status MemorySink::write(std::string_view bytes) {
  if (bytes.size() > max_bytes_ - content_.size()) {
    return Error{
        .code = ErrorCode::limit_exceeded,
        .message = "the export is larger than the " + human_bytes(max_bytes_) + " returned inline",
        .hint = "write it to a file, or export fewer tables",
        .place = {}};
  }
  content_ += bytes;
  return {};
}

}  // namespace d1mcp::transfer
