#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/result.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// One way in which a value breaks its schema.
struct Problem {
  std::string path;      ///< "statements[2].sql"; empty for the value as a whole.
  std::string expected;  ///< "an integer from 1 to 100"; empty when the member is unknown.
  std::string found;     ///< "the string \"ten\""; empty when a required member is missing.
  std::string hint;      ///< "did you mean limit?"; may be empty.
};

/// A schema whose every keyword is enforced, and the values that satisfy it.
///
/// The keywords are those of JSON Schema 2020-12 that `check_schema` admits. An integer is a number
/// without a fraction that fits 64 bits: 1.0 is one, 1e300 is none. Lengths count code points.
class Contract {
 public:
  /// Fails when `check_schema` does.
  static Result<Contract> compile(Json schema);

  /// `value` made regular: absent members that have a `default` are filled in, and integers written
  /// like 1.0 become 1. Or every problem, up to a limit of 20, in the order of the value.
  [[nodiscard]] std::variant<Json, std::vector<Problem>> accept(Json value) const;

  [[nodiscard]] const Json& schema() const { return schema_; }

 private:
  explicit Contract(Json schema) : schema_(std::move(schema)) {}

  Json schema_;
};

/// The problems as lines that a model can act on; `subject` stands for the whole value
/// ("arguments").
std::string describe(std::span<const Problem> problems, std::string_view subject);

}  // namespace d1mcp::mcp
