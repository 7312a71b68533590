#include "jsonrpc/id_scanner.hpp"

#include "core/text.hpp"
#include "jsonrpc/codec.hpp"

namespace d1mcp::jsonrpc {
namespace {

constexpr std::size_t kLongestKept = 256;

void keep(std::string& text, char c) {
  if (text.size() <= kLongestKept) text += c;
}

}  // namespace

void IdScanner::feed(std::string_view bytes) {
  for (const char c : bytes) see(c);
}

void IdScanner::see(char c) {
  if (depth_ == 1 && in_value_ && key_ == "\"id\"" && (in_string_ || (c != ',' && c != '}'))) {
    keep(value_, c);
  }
  if (in_string_) {
    see_in_string(c);
  } else if (c == '"') {
    in_string_ = true;
    if (depth_ == 1 && !in_value_) key_ = "\"";
  } else {
    see_structure(c);
  }
}

void IdScanner::see_in_string(char c) {
  if (depth_ == 1 && !in_value_) keep(key_, c);
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    in_string_ = false;
  }
}

void IdScanner::see_structure(char c) {
  const bool at_member = depth_ == 1;
  if (c == '{' || c == '[') {
    // Members of an array's objects are not members of the message.
    depth_ += (depth_ == 0 && c == '[') ? 2 : 1;
  } else if (c == '}' || c == ']') {
    if (at_member) end_member();
    if (depth_ > 0) --depth_;
  } else if (at_member && c == ':') {
    in_value_ = true;
  } else if (at_member && c == ',') {
    end_member();
  }
}

void IdScanner::end_member() {
  if (in_value_ && key_ == "\"id\"") {
    ++ids_;
    found_ = value_;
  } else if (key_.find('\\') != std::string::npos) {
    ids_ += 2;  // An escape may spell "id", too: which one is meant is uncertain then.
  }
  in_value_ = false;
  key_.clear();
  value_.clear();
}

std::optional<Id> IdScanner::id() const {
  if (ids_ != 1 || found_.size() > kLongestKept || !is_valid_utf8(found_)) return std::nullopt;
  const Json value = Json::parse(found_, /*cb=*/nullptr, /*allow_exceptions=*/false);
  return id_of(value);
}

}  // namespace d1mcp::jsonrpc
