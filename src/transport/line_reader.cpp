#include "transport/line_reader.hpp"

#include <utility>

#include "core/text.hpp"

namespace d1mcp::transport {

void LineReader::feed(std::string_view bytes, const Handler& handle) {
  while (true) {
    const std::size_t end = bytes.find('\n');
    keep(bytes.substr(0, end));
    if (end == std::string_view::npos) return;
    end_line(handle);
    bytes.remove_prefix(end + 1);
  }
}

void LineReader::finish(const Handler& handle) {
  end_line(handle);
}

void LineReader::keep(std::string_view bytes) {
  if (!scanner_ && kept_.size() + bytes.size() <= max_bytes_) {
    kept_ += bytes;
    return;
  }
  if (!scanner_) {
    scanner_.emplace();
    scanner_->feed(std::exchange(kept_, {}));
  }
  scanner_->feed(bytes);
}

void LineReader::end_line(const Handler& handle) {
  if (scanner_) {
    Line line{.text = {}, .too_long = true, .id = scanner_->id()};
    scanner_.reset();
    handle(std::move(line));
    return;
  }
  std::string text = std::exchange(kept_, {});
  if (!trimmed(text).empty()) handle(Line{.text = std::move(text), .too_long = false, .id = {}});
}

}  // namespace d1mcp::transport
