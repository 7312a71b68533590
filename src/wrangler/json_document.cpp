#include <iterator>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "wrangler/document.hpp"
#include "wrangler/plain_json.hpp"

namespace d1mcp::wrangler {
namespace {

using Json = nlohmann::json;

/// Hands out a text and counts: the parser reads it byte by byte and looks at most one byte ahead,
/// so the count says where the value it reports ends.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  friend bool operator==(const CountingIterator& left, const CountingIterator& right) {
    return left.at_ == right.at_;
  }

 private:
  const char* at_;
  std::size_t* count_;
};

/// Builds a Node out of the parser's events.
class Builder {
 public:
  Builder(std::string_view text, std::string_view file)
      : text_(text), file_(file), position_(text) {}

  Result<Node> build() {
    const char* const end = text_.data() + text_.size();
    const bool complete = Json::sax_parse(
        CountingIterator(text_.data(), &consumed_), CountingIterator(end, &consumed_), this);
    if (failure_) return *std::move(failure_);
    if (!complete) return failure(ErrorCode::internal, "the JSON parser stopped without a reason");
    return std::move(root_);
  }

  // The parser's interface.
  bool null() { return add(node(Node::Kind::null)); }
  bool boolean(bool /*value*/) { return add(node(Node::Kind::boolean)); }
  bool number_integer(std::int64_t /*value*/) { return add(node(Node::Kind::number)); }
  bool number_unsigned(std::uint64_t /*value*/) { return add(node(Node::Kind::number)); }
  bool number_float(double /*value*/, const std::string& /*text*/) {
    return add(node(Node::Kind::number));
  }
  bool string(std::string& value) {
    Node text = node(Node::Kind::text);
    text.text = std::move(value);
    return add(std::move(text));
  }
  static bool binary(Json::binary_t& /*value*/) { return false; }  // JSON text has none.
  bool start_object(std::size_t /*size*/) { return open(Node::Kind::object); }
  bool start_array(std::size_t /*size*/) { return open(Node::Kind::list); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    keys_.push_back(std::move(name));
    token_end_ = consumed_;
    return true;
  }
  bool parse_error(std::size_t bytes_read,
                   const std::string& /*token*/,
                   const Json::exception& why) {
    position_.advance_to(bytes_read == 0 ? 0 : bytes_read - 1);
    // "[json.exception…] parse error at line 1, column 2: syntax error while parsing value - …"
    std::string message = why.what();
    const std::size_t reason = message.find(" - ");
    if (reason != std::string::npos) message.erase(0, reason + 3);
    failure_ = failure(ErrorCode::invalid_argument, "this is not JSON: " + to_valid_utf8(message));
    return false;
  }

 private:
  Error failure(ErrorCode code, std::string message) const {
    return Error{
        .code = code,
        .message = std::move(message),
        .hint = {},
        .place = Place{
            .file = std::string(file_), .line = position_.line(), .column = position_.column()}};
  }

  // A node that begins at the first byte behind the last token that can begin a value.
  Node node(Node::Kind kind) {
    const std::size_t start = text_.find_first_not_of(" \t\r\n,:", token_end_);
    position_.advance_to(start);
    token_end_ = consumed_;
    Node made;
    made.kind = kind;
    made.line = position_.line();
    made.column = position_.column();
    return made;
  }

  bool add(Node value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return true;
    }
    Node& parent = open_.back();
    if (parent.kind == Node::Kind::object) {
      parent.names.push_back(std::move(keys_.back()));
      keys_.pop_back();
    }
    parent.items.push_back(std::move(value));
    return true;
  }

  bool open(Node::Kind kind) {
    open_.push_back(node(kind));
    if (open_.size() <= kMaxDocumentDepth) return true;
    failure_ = failure(
        ErrorCode::limit_exceeded,
        "values are nested more than " + std::to_string(kMaxDocumentDepth) + " levels deep");
    return false;
  }

  bool close() {
    token_end_ = consumed_;
    Node closed = std::move(open_.back());
    open_.pop_back();
    return add(std::move(closed));
  }

  std::string_view text_;
  std::string_view file_;
  TextPosition position_;
  std::size_t consumed_ = 0;
  std::size_t token_end_ = 0;
  std::vector<Node> open_;
  std::vector<std::string> keys_;  ///< Of the members whose values are still being read.
  Node root_;
  std::optional<Error> failure_;
};

}  // namespace

Result<Node> parse_jsonc(std::string_view text, std::string_view file) {
  TRY_ASSIGN(const std::string plain, plain_json(text, file));
  return Builder(plain, file).build();
}

}  // namespace d1mcp::wrangler
