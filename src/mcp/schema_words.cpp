// Schemas and values in words, for messages that help the caller to try again.

#include <string>
#include <string_view>

#include "core/text.hpp"
#include "jsonrpc/codec.hpp"
#include "mcp/meta.hpp"
#include "mcp/schema.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::size_t kLongestQuoted = 60;

std::string line(const Json& value) {
  return jsonrpc::to_line(value);
}

std::string listed(const Json& values) {
  std::string text;
  for (const Json& value : values) {
    if (!text.empty()) text += ", ";
    text += line(value);
  }
  return text;
}

// " from 1 to 9", " of at least 1 item", " of at most 9 items"; empty without bounds.
std::string range(const Json* least, const Json* most, std::string_view unit) {
  const auto with_unit = [&](const Json& last) {
    if (unit.empty()) return line(last);
    return line(last) + " " + std::string(unit) + (last == 1 ? "" : "s");
  };
  if (least != nullptr && most != nullptr) {
    return (unit.empty() ? " from " : " of ") + line(*least) + " to " + with_unit(*most);
  }
  if (least != nullptr) return " of at least " + with_unit(*least);
  return most == nullptr ? "" : " of at most " + with_unit(*most);
}

std::string typed(const Json& schema, const std::string& type) {
  if (type == "null") return "null";
  if (type == "boolean") return "true or false";
  if (type == "integer" || type == "number") {
    const std::string noun = type == "integer" ? "an integer" : "a number";
    return noun + range(member(schema, "minimum"), member(schema, "maximum"), "");
  }
  if (type == "string") {
    return "a string" +
           range(member(schema, "minLength"), member(schema, "maxLength"), "character");
  }
  if (type == "array") {
    return "an array" + range(member(schema, "minItems"), member(schema, "maxItems"), "item");
  }
  return "an object";
}

std::string alternatives(const Json& schemas) {
  std::string text;
  for (const Json& schema : schemas) {
    if (!text.empty()) text += " or ";
    text += expected_by(schema);
  }
  return text;
}

std::string required_names(const Json& names) {
  std::string text;
  for (const Json& name : names) {
    if (!text.empty()) text += " and ";
    text += name.get<std::string>();
  }
  return text;
}

std::string count_of(std::size_t count, std::string_view noun) {
  return count == 0 ? "no " + std::string(noun) + "s" : counted(count, noun);
}

}  // namespace

std::string expected_by(const Json& schema) {
  if (const Json* value = member(schema, "const")) return line(*value);
  if (const Json* values = member(schema, "enum")) {
    return values->size() == 1 ? line(values->front()) : "one of " + listed(*values);
  }
  std::string text;
  if (const Json* type = member(schema, "type")) text = typed(schema, type->get<std::string>());
  if (const Json* choices = member(schema, "oneOf"); choices && text.empty()) {
    return alternatives(*choices);
  }
  if (const Json* choices = member(schema, "anyOf"); choices && text.empty()) {
    return alternatives(*choices);
  }
  if (const Json* names = member(schema, "required"); names && !names->empty()) {
    text = (text.empty() ? "an object" : text) + " with " + required_names(*names);
  }
  return text.empty() ? "anything" : text;
}

std::string described(const Json& value) {
  if (value.is_object()) return "an object with " + count_of(value.size(), "member");
  if (value.is_array()) return "an array of " + count_of(value.size(), "item");
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const std::string_view shown = utf8_prefix(text, kLongestQuoted);
    return "the string " + line(std::string(shown)) + (shown.size() < text.size() ? "…" : "");
  }
  if (value.is_number_float()) return real_to_text(value.get<double>());
  return line(value);
}

}  // namespace d1mcp::mcp
