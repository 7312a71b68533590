#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "core/error.hpp"

namespace d1mcp {

/// Either a value or an `Error`: the part of C++23's std::expected this program needs, under the
/// same member names, so that the standard type can replace it one day.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Both `return value;` and `return Error{...};` have to work.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : outcome_(std::in_place_index<1>, std::move(error)) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return outcome_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Asking a failed Result for its value is a bug and throws std::bad_variant_access. A temporary
  /// gives its value away: for (auto& row : *read_rows()) walks rows that live as long as the loop.
  T& value() & { return std::get<0>(outcome_); }
  const T& value() const& { return std::get<0>(outcome_); }
  T value() && { return std::get<0>(std::move(outcome_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Only for a failed Result.
  const Error& error() const& { return std::get<1>(outcome_); }
  Error&& error() && { return std::get<1>(std::move(outcome_)); }

 private:
  std::variant<T, Error> outcome_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : failure_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return !failure_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// Only for a failed Status.
  const Error& error() const& { return failure_.value(); }
  Error&& error() && { return std::move(failure_).value(); }

 private:
  std::optional<Error> failure_;
};

/// The outcome of something that has no value to give.
using Status = Result<void>;

}  // namespace d1mcp

// NOLINTBEGIN(bugprone-macro-parentheses,readability-identifier-naming)
#define D1MCP_JOIN_TOKENS(left, right) left##right
#define D1MCP_JOIN(left, right) D1MCP_JOIN_TOKENS(left, right)

// The counter keeps the names apart where one TRY stands inside a lambda within another.

/// Evaluates a Result or Status; a failure is returned from the enclosing function.
#define TRY(expression) D1MCP_TRY(D1MCP_JOIN(outcome_of_try_, __COUNTER__), expression)
#define D1MCP_TRY(outcome, expression)                                            \
  do {                                                                            \
    if (auto outcome = (expression); !outcome) return std::move(outcome).error(); \
  } while (false)

/// TRY that keeps the value: TRY_ASSIGN(const auto plan, plan_upgrade(files));
#define TRY_ASSIGN(declaration, expression) \
  D1MCP_TRY_ASSIGN(D1MCP_JOIN(outcome_of_try_, __COUNTER__), declaration, expression)
#define D1MCP_TRY_ASSIGN(outcome, declaration, expression) \
  auto outcome = (expression);                             \
  if (!outcome) return std::move(outcome).error();         \
  declaration = *std::move(outcome)
// NOLINTEND(bugprone-macro-parentheses,readability-identifier-naming)
