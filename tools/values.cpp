#include "values.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include "core/encoding.hpp"
#include "core/text.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::int64_t kLargestExact = (std::int64_t{1} << 53) - 1;

Json encode_integer(std::int64_t number) {
  if (number >= -kLargestExact && number <= kLargestExact) return number;
  return {{"$int", std::to_string(number)}};
}

Json encode_real(double number) {
  if (std::isfinite(number)) return number;
  return {{"$real", real_to_text(number)}};
}

Json encode_text(std::string_view text, std::size_t max_bytes) {
  const bool valid = is_valid_utf8(text);
  if (text.size() > max_bytes) {
    const std::string_view head = utf8_prefix(text, max_bytes);
    return {{"$cut", "text"},
            {"head", valid ? std::string(head) : to_valid_utf8(head)},
            {"bytes", text.size()}};
  }
  if (valid) return std::string(text);
  return {{"$text_base64", base64_encode(text)}, {"bytes", text.size()}};
}

Json encode_blob(std::string_view bytes, std::size_t max_bytes) {
  if (bytes.size() > max_bytes) {
    return {{"$cut", "blob"},
            {"head", base64_encode(bytes.substr(0, max_bytes))},
            {"bytes", bytes.size()}};
  }
  return {{"$blob", base64_encode(bytes)}, {"bytes", bytes.size()}};
}

Error bad_value(const std::string& path, std::string_view what) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = path + ": " + std::string(what),
               .hint =
                   "a value is null, true, false, a number, a string, or one of {\"$int\": \"…\"}, "
                   "{\"$real\": \"…\"}, "
                   "{\"$blob\": \"<base64>\"}, {\"$text_base64\": \"<base64>\"}",
               .place = {}};
}

Result<sql::Value> decode_integer(const std::string& text, const std::string& path) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) {
    return bad_value(path, "$int takes the decimal digits of a 64-bit integer");
  }
  return sql::Value(number);
}

Result<sql::Value> decode_real(const std::string& text, const std::string& path) {
  if (text == "Infinity") return sql::Value(std::numeric_limits<double>::infinity());
  if (text == "-Infinity") return sql::Value(-std::numeric_limits<double>::infinity());
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
    return bad_value(path, "$real takes a decimal number, Infinity or -Infinity");
  }
  return sql::Value(number);
}

Result<sql::Value> decode_tagged(const Json& json, const std::string& path) {
  if (json.contains("$cut"))
    return bad_value(path, "this is a cell that was cut short, not a whole value");
  if (json.size() - json.count("bytes") != 1)
    return bad_value(path, "an object stands for one value, under one name");
  for (const auto& [tag, content] : json.items()) {
    if (tag == "bytes") continue;
    if (!content.is_string()) return bad_value(path, "the content of " + tag + " is a string");
    const auto& text = content.get_ref<const std::string&>();
    if (tag == "$int") return decode_integer(text, path);
    if (tag == "$real") return decode_real(text, path);
    if (tag != "$blob" && tag != "$text_base64")
      return bad_value(path, "there is no value of kind " + tag);
    auto bytes = base64_decode(text);
    if (!bytes) return bad_value(path, "the content of " + tag + " is not base64");
    if (tag == "$blob") return sql::Value(sql::Blob{std::move(*bytes)});
    return sql::Value(std::move(*bytes));
  }
  return bad_value(path, "an empty object is no value");
}

}  // namespace

std::size_t shown_bytes(const sql::Cell& cell, std::size_t max_bytes) {
  if (cell.bytes.size() <= max_bytes) return cell.bytes.size();
  return cell.storage == sql::StorageClass::text ? utf8_prefix(cell.bytes, max_bytes).size()
                                                 : max_bytes;
}

Json encode_value(const sql::Cell& cell, std::size_t max_bytes) {
  switch (cell.storage) {
    case sql::StorageClass::null: return nullptr;
    case sql::StorageClass::integer: return encode_integer(cell.integer);
    case sql::StorageClass::real: return encode_real(cell.real);
    case sql::StorageClass::text: return encode_text(cell.bytes, max_bytes);
    case sql::StorageClass::blob: return encode_blob(cell.bytes, max_bytes);
  }
  return nullptr;
}

Result<sql::Value> decode_value(const Json& json, const std::string& path) {
  if (json.is_null()) return sql::Value();
  if (json.is_boolean()) return sql::Value(std::int64_t{json.get<bool>() ? 1 : 0});
  if (json.is_number_unsigned() &&
      json.get<std::uint64_t>() >
          static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return bad_value(path, "the integer does not fit into 64 bits");
  }
  if (json.is_number_integer()) return sql::Value(json.get<std::int64_t>());
  if (json.is_number_float()) return sql::Value(json.get<double>());
  if (json.is_string()) return sql::Value(json.get<std::string>());
  if (json.is_object()) return decode_tagged(json, path);
  return bad_value(path, "an array is no value");
}

sql::Parameters as_bound(sql::Parameters parameters, d1::Dialect dialect) {
  if (dialect == d1::Dialect::sqlite) return parameters;
  const auto bind = [](sql::Value& value) {
    const sql::Cell cell = sql::view_of(value);
    const bool is_exact = cell.integer >= -kLargestExact && cell.integer <= kLargestExact;
    if (cell.storage == sql::StorageClass::integer && is_exact)
      value = sql::Value(static_cast<double>(cell.integer));
  };
  for (sql::Value& value : parameters.positional) bind(value);
  for (auto& [name, value] : parameters.named) bind(value);
  return parameters;
}

Result<sql::Parameters> decode_parameters(const Json& arguments) {
  sql::Parameters parameters;
  const auto params = arguments.find("params");
  if (params == arguments.end()) return parameters;
  if (params->is_array()) {
    for (std::size_t index = 0; index < params->size(); ++index) {
      TRY_ASSIGN(sql::Value value,
                 decode_value((*params)[index], "params[" + std::to_string(index) + "]"));
      parameters.positional.push_back(std::move(value));
    }
    return parameters;
  }
  for (const auto& [name, content] : params->items()) {
    TRY_ASSIGN(sql::Value value, decode_value(content, "params." + name));
    parameters.named.emplace_back(name, std::move(value));
  }
  return parameters;
}

}  // namespace d1mcp::tools
