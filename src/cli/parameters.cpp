#include "cli/parameters.hpp"

#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "jsonrpc/parse.hpp"

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

constexpr std::string_view kTextPrefix = "text:";
constexpr std::int64_t kLargestExactInteger = 9'007'199'254'740'991;  // RFC 8259, section 6.

std::size_t digits_at(std::string_view text, std::size_t from) {
  const std::size_t end = text.find_first_not_of("0123456789", from);
  return (end == std::string_view::npos ? text.size() : end) - from;
}

enum class Literal { integer, real, text };

// Follows the grammar of numbers in RFC 8259, section 6.
Literal classify(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return Literal::text;
  at += whole;
  if (at == text.size()) return Literal::integer;
  if (text[at] == '.') {
    const std::size_t fraction = digits_at(text, at + 1);
    if (fraction == 0) return Literal::text;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_at(text, at);
    if (exponent == 0) return Literal::text;
    at += exponent;
  }
  return at == text.size() ? Literal::real : Literal::text;
}

Error too_large(const std::string& written, std::string_view kind) {
  return usage_error("--param " + written + " does not fit into " + std::string(kind),
                     "write --param text:" + written + " to bind it as text");
}

Result<Json> integer_parameter(const std::string& written) {
  std::int64_t number = 0;
  const auto parsed = std::from_chars(written.data(), written.data() + written.size(), number);
  if (parsed.ec != std::errc{}) return too_large(written, "an integer of 64 bits");
  if (number > kLargestExactInteger || number < -kLargestExactInteger) {
    return Json{{"$int", written}};
  }
  return Json(number);
}

Result<Json> real_parameter(const std::string& written) {
  jsonrpc::Parsed parsed = jsonrpc::parse(written, {});
  if (!parsed.defect.empty()) return too_large(written, "a real number");
  return std::move(parsed.value);
}

Result<Json> parse_parameter_list(const std::string& written) {
  jsonrpc::Parsed parsed = jsonrpc::parse(written, {});
  if (!parsed.defect.empty()) {
    return usage_error("--params is not acceptable: " + parsed.defect,
                       "put the JSON in single quotes: --params '[\"pro\", 3]'");
  }
  if (!parsed.value.is_array() && !parsed.value.is_object()) {
    return usage_error("--params is neither an array nor an object",
                       "write '[1, 2]' for ?, or '{\"name\": 1}' for :name");
  }
  return std::move(parsed.value);
}

}  // namespace

Result<Json> parse_parameter(const std::string& written) {
  if (!is_valid_utf8(written)) {
    return usage_error("--param " + in_quotes(written) + " is not valid UTF-8",
                       "bind bytes with --params '[{\"$blob\": \"BASE64\"}]'");
  }
  if (written.starts_with(kTextPrefix)) return Json(written.substr(kTextPrefix.size()));
  if (written == "null") return Json(nullptr);
  if (written == "true") return Json(1);
  if (written == "false") return Json(0);
  switch (classify(written)) {
    case Literal::integer: return integer_parameter(written);
    case Literal::real: return real_parameter(written);
    case Literal::text: return Json(written);
  }
  return Json(written);
}

Result<Json> read_parameters(const CommandLine& line) {
  if (line.has("--param") && line.has("--params")) {
    return usage_error("--param and --params cannot be mixed", "give all values with one of them");
  }
  if (const auto written = line.value("--params")) return parse_parameter_list(*written);
  if (!line.has("--param")) return Json(nullptr);
  Json list = Json::array();
  for (const std::string& written : line.values("--param")) {
    TRY_ASSIGN(Json value, parse_parameter(written));
    list.push_back(std::move(value));
  }
  return list;
}

}  // namespace d1mcp::cli
