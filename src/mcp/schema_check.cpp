// The keywords a contract may use, and what their values must look like.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "mcp/meta.hpp"
#include "mcp/schema.hpp"

namespace d1mcp::mcp {
namespace {

enum class Shape {
  annotation,
  type,
  names,
  members,
  schema_or_bool,
  schema,
  schemas,
  values,
  bound,
  count
};

struct Keyword {
  std::string_view name;
  Shape shape;
};

constexpr std::array kKeywords = {Keyword{"$schema", Shape::annotation},
                                  Keyword{"title", Shape::annotation},
                                  Keyword{"description", Shape::annotation},
                                  Keyword{"default", Shape::annotation},
                                  Keyword{"examples", Shape::annotation},
                                  Keyword{"format", Shape::annotation},
                                  Keyword{"const", Shape::annotation},
                                  Keyword{"x-mcp-header", Shape::annotation},
                                  Keyword{"type", Shape::type},
                                  Keyword{"required", Shape::names},
                                  Keyword{"properties", Shape::members},
                                  Keyword{"additionalProperties", Shape::schema_or_bool},
                                  Keyword{"items", Shape::schema},
                                  Keyword{"oneOf", Shape::schemas},
                                  Keyword{"anyOf", Shape::schemas},
                                  Keyword{"enum", Shape::values},
                                  Keyword{"minimum", Shape::bound},
                                  Keyword{"maximum", Shape::bound},
                                  Keyword{"minLength", Shape::count},
                                  Keyword{"maxLength", Shape::count},
                                  Keyword{"minItems", Shape::count},
                                  Keyword{"maxItems", Shape::count}};

constexpr std::array<std::string_view, 7> kTypes = {
    "null", "boolean", "integer", "number", "string", "array", "object"};

Status check_at(const Json& schema, const std::string& path);

Error wrong(const std::string& path, const std::string& problem) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "the schema at " + path + " " + problem,
               .hint = {},
               .place = {}};
}

Status check_type(const Json& type, const std::string& path) {
  if (type.is_string() && std::ranges::count(kTypes, type.get_ref<const std::string&>()) == 1) {
    return {};
  }
  return wrong(path, "is not the name of one type; use anyOf for several");
}

Status check_names(const Json& names, const std::string& path) {
  const bool right = names.is_array() &&
                     std::ranges::all_of(names, [](const Json& name) { return name.is_string(); });
  return right ? Status() : Status(wrong(path, "is not an array of names"));
}

Status check_members(const Json& members, const std::string& path) {
  if (!members.is_object()) return wrong(path, "is not an object");
  for (const auto& [name, schema] : members.items()) {
    std::string inner = path;
    inner += "/" + name;
    TRY(check_at(schema, inner));
  }
  return {};
}

Status check_schemas(const Json& schemas, const std::string& path) {
  if (!schemas.is_array() || schemas.empty()) return wrong(path, "is not a list of schemas");
  for (std::size_t index = 0; index < schemas.size(); ++index) {
    std::string inner = path;
    inner += "/" + std::to_string(index);
    TRY(check_at(schemas[index], inner));
  }
  return {};
}

Status check_keyword(Shape shape, const Json& value, const std::string& path) {
  switch (shape) {
    case Shape::annotation: return {};
    case Shape::type: return check_type(value, path);
    case Shape::names: return check_names(value, path);
    case Shape::members: return check_members(value, path);
    case Shape::schema_or_bool: return value.is_boolean() ? Status() : check_at(value, path);
    case Shape::schema: return check_at(value, path);
    case Shape::schemas: return check_schemas(value, path);
    case Shape::values:
      return value.is_array() && !value.empty() ? Status() : wrong(path, "is not a list of values");
    case Shape::bound: return value.is_number() ? Status() : wrong(path, "is not a number");
    case Shape::count: return value.is_number_unsigned() ? Status() : wrong(path, "is not a count");
  }
  return {};
}

Status check_required_are_properties(const Json& schema, const std::string& path) {
  const Json* required = member(schema, "required");
  const Json* properties = member(schema, "properties");
  if (required == nullptr || properties == nullptr) return {};
  for (const Json& name : *required) {
    if (!properties->contains(name.get_ref<const std::string&>())) {
      return wrong(path, "requires " + jsonrpc::Json(name).dump() + ", which is not a property");
    }
  }
  return {};
}

Status check_at(const Json& schema, const std::string& path) {
  if (!schema.is_object()) return wrong(path, "is not an object");
  for (const auto& [name, value] : schema.items()) {
    const auto keyword = std::ranges::find(kKeywords, std::string_view(name), &Keyword::name);
    if (keyword == kKeywords.end()) {
      return wrong(path, "uses the keyword \"" + name + "\", which is not enforced here");
    }
    std::string inner = path;
    inner += "/" + name;
    TRY(check_keyword(keyword->shape, value, inner));
  }
  return check_required_are_properties(schema, path);
}

}  // namespace

Status check_schema(const Json& schema) {
  return check_at(schema, "#");
}

}  // namespace d1mcp::mcp
