#include "mcp/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/text.hpp"
#include "jsonrpc/codec.hpp"
#include "mcp/meta.hpp"
#include "mcp/schema.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::size_t kMostProblems = 20;

using Problems = std::vector<Problem>;

std::string inside(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

// Makes `value` an integer of 64 bits, if it is one.
bool make_integer(Json& value) {
  if (value.is_number_unsigned()) {
    return value.get<std::uint64_t>() <=
           static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  }
  if (value.is_number_integer()) return true;
  constexpr double kExact = 9007199254740992.0;  // 2^53: up to here a double is the number it says.
  if (!value.is_number_float()) return false;
  const auto number = value.get<double>();
  if (std::trunc(number) != number || std::abs(number) > kExact) return false;
  value = static_cast<std::int64_t>(number);
  return true;
}

bool has_type(Json& value, const std::string& type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return make_integer(value);
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  return value.is_object();
}

bool within(std::size_t size, const Json& schema, const char* least, const char* most) {
  const Json* minimum = member(schema, least);
  const Json* maximum = member(schema, most);
  return (minimum == nullptr || size >= minimum->get<std::size_t>()) &&
         (maximum == nullptr || size <= maximum->get<std::size_t>());
}

bool within_bounds(const Json& value, const Json& schema) {
  if (value.is_number()) {
    const Json* minimum = member(schema, "minimum");
    const Json* maximum = member(schema, "maximum");
    return (minimum == nullptr || value >= *minimum) && (maximum == nullptr || value <= *maximum);
  }
  if (value.is_string()) {
    const std::size_t length = count_code_points(value.get_ref<const std::string&>());
    return within(length, schema, "minLength", "maxLength");
  }
  return !value.is_array() || within(value.size(), schema, "minItems", "maxItems");
}

// Whether the value itself, leaving its members and items aside, is what the schema says.
bool fits(Json& value, const Json& schema) {
  if (const Json* type = member(schema, "type")) {
    if (!has_type(value, type->get_ref<const std::string&>())) return false;
  }
  if (const Json* constant = member(schema, "const"); constant && value != *constant) return false;
  if (const Json* values = member(schema, "enum")) {
    if (std::ranges::find(*values, value) == values->end()) return false;
  }
  return within_bounds(value, schema);
}

std::vector<std::string> names_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

/// Walks a value and its schema together.
class Validation {
 public:
  void check(Json& value, const Json& schema, const std::string& path);

  [[nodiscard]] const Problems& problems() const { return problems_; }
  [[nodiscard]] Problems take() { return std::move(problems_); }

 private:
  [[nodiscard]] bool is_full() const { return problems_.size() >= kMostProblems; }

  void add(Problem problem) {
    if (!is_full()) problems_.push_back(std::move(problem));
  }

  void check_members(Json& object, const Json& schema, const std::string& path);
  void check_unknown(Json& object, const Json& schema, const std::string& path);
  void check_items(Json& array, const Json& schema, const std::string& path);
  void check_choice(Json& value, const Json& schema, const Json& choices, const std::string& path);

  Problems problems_;
};

void Validation::check(Json& value, const Json& schema, const std::string& path) {
  if (is_full()) return;
  if (!fits(value, schema)) {
    add({.path = path, .expected = expected_by(schema), .found = described(value), .hint = {}});
    return;
  }
  if (value.is_object()) check_members(value, schema, path);
  if (value.is_array()) check_items(value, schema, path);
  if (const Json* choices = member(schema, "oneOf")) check_choice(value, schema, *choices, path);
  if (const Json* choices = member(schema, "anyOf")) check_choice(value, schema, *choices, path);
}

void Validation::check_members(Json& object, const Json& schema, const std::string& path) {
  static const Json kNothing = Json::object();
  const Json* declared = member(schema, "properties");
  const Json& properties = declared == nullptr ? kNothing : *declared;
  check_unknown(object, schema, path);
  if (const Json* required = member(schema, "required")) {
    for (const Json& entry : *required) {
      const auto& name = entry.get_ref<const std::string&>();
      if (object.contains(name)) continue;
      const Json* property = member(properties, name);
      add({.path = inside(path, name),
           .expected = property == nullptr ? "a value" : expected_by(*property),
           .found = {},
           .hint = {}});
    }
  }
  for (const auto& [name, property] : properties.items()) {
    if (const auto given = object.find(name); given != object.end()) {
      check(*given, property, inside(path, name));
    } else if (const Json* initial = member(property, "default")) {
      object[name] = *initial;
    }
  }
}

void Validation::check_unknown(Json& object, const Json& schema, const std::string& path) {
  const Json* rule = member(schema, "additionalProperties");
  if (rule == nullptr || *rule == true) return;
  const Json* declared = member(schema, "properties");
  for (auto& [name, value] : object.get_ref<Json::object_t&>()) {
    if (is_full()) return;
    if (declared != nullptr && declared->contains(name)) continue;
    if (rule->is_object()) {
      check(value, *rule, inside(path, name));
      continue;
    }
    const std::vector<std::string> known =
        declared == nullptr ? std::vector<std::string>() : names_of(*declared);
    std::string hint = did_you_mean(name, known);
    if (hint.empty() && !known.empty()) hint = "known are " + join(known, ", ");
    add({.path = inside(path, std::string(utf8_prefix(name, 100))),
         .expected = {},
         .found = described(value),
         .hint = std::move(hint)});
  }
}

void Validation::check_items(Json& array, const Json& schema, const std::string& path) {
  const Json* item_schema = member(schema, "items");
  if (item_schema == nullptr) return;
  for (std::size_t index = 0; index < array.size() && !is_full(); ++index) {
    check(array[index], *item_schema, path + "[" + std::to_string(index) + "]");
  }
}

// How deep the first problem of a branch lies tells which branch was meant: a branch that failed at
// the value itself was not.
bool failed_inside(const Problems& problems, const std::string& path) {
  return std::ranges::all_of(problems,
                             [&](const Problem& problem) { return problem.path != path; });
}

void Validation::check_choice(Json& value,
                              const Json& schema,
                              const Json& choices,
                              const std::string& path) {
  std::size_t fitting = 0;
  std::vector<Problems> meant;
  Json accepted;
  for (const Json& choice : choices) {
    Json candidate = value;
    Validation attempt;
    attempt.check(candidate, choice, path);
    if (attempt.problems().empty()) {
      if (++fitting == 1) accepted = std::move(candidate);
    } else if (failed_inside(attempt.problems(), path)) {
      meant.push_back(attempt.take());
    }
  }
  const bool only_one = schema.contains("oneOf") && &choices == &schema.at("oneOf");
  if (fitting == 1 || (fitting > 1 && !only_one)) {
    value = std::move(accepted);
  } else if (fitting == 0 && meant.size() == 1) {
    for (Problem& problem : meant.front()) add(std::move(problem));
  } else {
    const Json described_choices = {{"anyOf", choices}};
    const std::string expected = expected_by(described_choices);
    add({.path = path,
         .expected = only_one ? "exactly one of: " + expected : expected,
         .found = fitting > 1 ? "several of them" : described(value),
         .hint = {}});
  }
}

}  // namespace

Result<Contract> Contract::compile(Json schema) {
  TRY(check_schema(schema));
  return Contract(std::move(schema));
}

std::variant<Json, std::vector<Problem>> Contract::accept(Json value) const {
  Validation validation;
  validation.check(value, schema_, "");
  if (validation.problems().empty()) return value;
  return validation.take();
}

std::string describe(std::span<const Problem> problems, std::string_view subject) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += "\n";
    text += problem.path.empty() ? std::string(subject) : problem.path;
    if (problem.expected.empty()) {
      text += ": unknown, remove it";
    } else if (problem.found.empty()) {
      text += ": missing, expected " + problem.expected;
    } else {
      text += ": expected " + problem.expected + ", found " + problem.found;
    }
    if (!problem.hint.empty()) text += "; " + problem.hint;
  }
  if (problems.size() == kMostProblems) text += "\n(there may be more)";
  return text;
}

}  // namespace d1mcp::mcp
