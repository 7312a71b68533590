#include "transfer/json_row.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <system_error>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "transfer/row_reader.hpp"
#include "transfer/utf8.hpp"

namespace d1mcp::transfer {
namespace {

// As deep as SQLite's own JSON functions go.
constexpr int kDeepest = 1000;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Reads one line of JSON.
class JsonRow {
 public:
  JsonRow(std::string_view text, std::uint32_t line) : text_(text), line_(line) {}

  Result<std::vector<JsonMember>> read();

 private:
  Error wrong(std::string what, std::string hint = {}) const {
    return bad_row(std::move(what),
                   line_,
                   static_cast<std::uint32_t>(count_code_points(text_.substr(0, at_))) + 1,
                   std::move(hint));
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    skip_space();
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  Result<sql::Value> take_value(const std::string& name);
  Result<std::string> take_string();
  Status take_escape(std::string& out);
  Result<std::uint32_t> take_code_unit();
  Status skip_number();
  Result<sql::Value> take_number();
  Result<sql::Value> take_object(const std::string& name);
  Result<sql::Value> take_tagged(const std::string& name);
  Status skip_value(int depth);
  Status skip_members(char closing, int depth);
  Status take_digits();

  std::string_view text_;
  std::uint32_t line_;
  std::size_t at_ = 0;
};

Result<std::vector<JsonMember>> JsonRow::read() {
  if (!is_valid_utf8(text_))
    return wrong("this line is not valid UTF-8", "convert the file to UTF-8");
  if (!take('{')) return wrong("a line has to be a JSON object", "{\"column\": value, ...}");
  std::vector<JsonMember> members;
  if (!take('}')) {
    do {
      skip_space();
      TRY_ASSIGN(std::string name, take_string());
      if (!take(':')) return wrong("a colon is missing");
      TRY_ASSIGN(sql::Value value, take_value(name));
      members.emplace_back(std::move(name), std::move(value));
    } while (take(','));
    if (!take('}')) return wrong("a comma or } is missing");
  }
  skip_space();
  if (at_ != text_.size()) return wrong("text follows the object");
  return members;
}

Result<sql::Value> JsonRow::take_value(const std::string& name) {
  skip_space();
  const std::size_t begin = at_;
  switch (peek()) {
    case '"': {
      TRY_ASSIGN(std::string text, take_string());
      return sql::Value(std::move(text));
    }
    case '{': return take_object(name);
    case '[': TRY(skip_value(1)); return sql::Value(std::string(text_.substr(begin, at_ - begin)));
    default: break;
  }
  if (take("null")) return sql::Value();
  if (take("true")) return sql::Value(std::int64_t{1});
  if (take("false")) return sql::Value(std::int64_t{0});
  return take_number();
}

Result<std::string> JsonRow::take_string() {
  if (peek() != '"') return wrong("a string in double quotes is missing");
  ++at_;
  std::string text;
  while (true) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
           static_cast<unsigned char>(text_[at_]) >= 0x20) {
      ++at_;
    }
    text += text_.substr(begin, at_ - begin);
    if (at_ == text_.size()) return wrong("a string is not closed");
    if (text_[at_] == '"') {
      ++at_;
      return text;
    }
    if (text_[at_] != '\\') return wrong("a control character in a string has to be escaped");
    ++at_;
    TRY(take_escape(text));
  }
}

Status JsonRow::take_escape(std::string& out) {
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t known = kEscapes.find(peek());
  if (at_ < text_.size() && known != std::string_view::npos) {
    out += kMeanings[known];
    ++at_;
    return {};
  }
  if (peek() != 'u') return wrong("there is no such escape in JSON");
  ++at_;
  TRY_ASSIGN(std::uint32_t code, take_code_unit());
  if (code >= 0xD800 && code < 0xDC00 && take("\\u")) {
    TRY_ASSIGN(const std::uint32_t low, take_code_unit());
    if (low < 0xDC00 || low > 0xDFFF) return wrong("half of a surrogate pair stands alone");
    code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
  }
  if (code >= 0xD800 && code <= 0xDFFF) return wrong("half of a surrogate pair stands alone");
  append_utf8(out, code);
  return {};
}

Result<std::uint32_t> JsonRow::take_code_unit() {
  constexpr std::size_t kDigits = 4;
  const std::string_view digits = text_.substr(at_, kDigits);
  std::uint32_t code = 0;
  const char* const end = digits.data() + digits.size();
  const bool is_whole = std::from_chars(digits.data(), end, code, 16).ptr == end;
  if (!is_whole || digits.size() != kDigits) return wrong("\\u needs four hexadecimal digits");
  at_ += kDigits;
  return code;
}

Status JsonRow::take_digits() {
  const std::size_t begin = at_;
  while (peek() >= '0' && peek() <= '9') ++at_;
  return at_ > begin ? Status() : Status(wrong("a value is missing or is not JSON"));
}

Status JsonRow::skip_number() {
  if (peek() == '-') ++at_;
  const bool leads_with_zero = peek() == '0';
  const std::size_t digits = at_;
  TRY(take_digits());
  if (leads_with_zero && at_ > digits + 1) return wrong("a number cannot begin with 0");
  if (peek() == '.') {
    ++at_;
    TRY(take_digits());
  }
  if ((peek() | 0x20) == 'e') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    TRY(take_digits());
  }
  return {};
}

Result<sql::Value> JsonRow::take_number() {
  const std::size_t begin = at_;
  TRY(skip_number());
  const std::string_view number = text_.substr(begin, at_ - begin);
  const bool is_integer = number.find_first_of(".eE") == std::string_view::npos;
  const char* const first = text_.data() + begin;
  const char* const end = text_.data() + at_;
  std::int64_t integer = 0;
  double real = 0;
  const auto read =
      is_integer ? std::from_chars(first, end, integer) : std::from_chars(first, end, real);
  if (read.ec == std::errc()) return is_integer ? sql::Value(integer) : sql::Value(real);
  return is_integer ? wrong("this integer does not fit into 64 bits",
                            "write it as a string, or with a point as a real number")
                    : wrong("this number is out of the range of doubles");
}

Result<sql::Value> JsonRow::take_object(const std::string& name) {
  const std::size_t begin = at_;
  take('{');
  skip_space();
  if (text_.substr(at_).starts_with("\"$")) return take_tagged(name);
  at_ = begin;
  TRY(skip_value(1));
  return sql::Value(std::string(text_.substr(begin, at_ - begin)));
}

std::optional<sql::Value> value_of_tag(const std::string& tag, const std::string& content) {
  const char* const end = content.data() + content.size();
  if (tag == "$int") {
    std::int64_t number = 0;
    const auto [stop, failure] = std::from_chars(content.data(), end, number);
    return failure == std::errc{} && stop == end ? std::optional(sql::Value(number)) : std::nullopt;
  }
  if (tag == "$real") {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (content == "Infinity") return sql::Value(kInfinity);
    if (content == "-Infinity") return sql::Value(-kInfinity);
    double number = 0;
    const auto [stop, failure] = std::from_chars(content.data(), end, number);
    const bool is_number = failure == std::errc{} && stop == end && std::isfinite(number);
    return is_number ? std::optional(sql::Value(number)) : std::nullopt;
  }
  auto bytes = base64_decode(content);
  if (!bytes) return std::nullopt;
  if (tag == "$blob") return sql::Value(sql::Blob{std::move(*bytes)});
  return sql::Value(std::move(*bytes));
}

// {"$blob":"AP8=","bytes":2}; the number of bytes is told for people.
Result<sql::Value> JsonRow::take_tagged(const std::string& name) {
  TRY_ASSIGN(const std::string tag, take_string());
  constexpr std::array<std::string_view, 4> kTags = {"$int", "$real", "$blob", "$text_base64"};
  if (std::ranges::find(kTags, tag) == kTags.end()) {
    return wrong("member \"" + name + "\": there is no value of kind " + tag);
  }
  if (!take(':')) return wrong("a colon is missing");
  skip_space();
  TRY_ASSIGN(const std::string content, take_string());
  const auto value = value_of_tag(tag, content);
  if (!value) return wrong("member \"" + name + "\": this is no " + tag + " value");
  if (take(',')) {
    TRY(skip_members('}', 1));
  } else if (!take('}')) {
    return wrong("a comma or } is missing");
  }
  return *value;
}

Status JsonRow::skip_value(int depth) {
  if (depth > kDeepest) return wrong("this value is nested too deeply");
  skip_space();
  const char first = peek();
  if (first == '"') {
    TRY(take_string());
    return {};
  }
  if (first == '{' || first == '[') {
    ++at_;
    const char closing = first == '{' ? '}' : ']';
    return take(closing) ? Status() : skip_members(closing, depth);
  }
  if (take("null") || take("true") || take("false")) return {};
  return skip_number();
}

// The members of an object or elements of an array, of which there is at least one, and what closes
// it.
Status JsonRow::skip_members(char closing, int depth) {
  do {
    if (closing == '}') {
      skip_space();
      TRY(take_string());
      if (!take(':')) return wrong("a colon is missing");
    }
    TRY(skip_value(depth + 1));
  } while (take(','));
  return take(closing) ? Status()
                       : Status(wrong(std::string("a comma or ") + closing + " is missing"));
}

}  // namespace

Result<std::vector<JsonMember>> read_json_row(std::string_view line, std::uint32_t line_number) {
  return JsonRow(line, line_number).read();
}

}  // namespace d1mcp::transfer
