#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace d1mcp::sql {

/// The bytes of a BLOB, kept apart from text by their type.
struct Blob {
  std::string bytes;

  friend bool operator==(const Blob&, const Blob&) = default;
};

/// A value SQLite can store, owned: NULL, INTEGER, REAL, TEXT (any bytes, not necessarily UTF-8),
/// BLOB.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// SQLite's five storage classes (sqlite.org, "Datatypes In SQLite", section 2).
enum class StorageClass { null, integer, real, text, blob };

/// One value of a row while it is being read. `bytes` points into SQLite's memory and dies with the
/// row: whoever wants to keep it takes an `owned` copy.
struct Cell {
  StorageClass storage = StorageClass::null;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view bytes;  ///< Of TEXT and BLOB.

  static Cell null() { return {}; }
  static Cell of(std::int64_t number) {
    return {.storage = StorageClass::integer, .integer = number, .real = 0, .bytes = {}};
  }
  static Cell of(double number) {
    return {.storage = StorageClass::real, .integer = 0, .real = number, .bytes = {}};
  }
  static Cell text(std::string_view text) {
    return {.storage = StorageClass::text, .integer = 0, .real = 0, .bytes = text};
  }
  static Cell blob(std::string_view bytes) {
    return {.storage = StorageClass::blob, .integer = 0, .real = 0, .bytes = bytes};
  }
};

Value owned(const Cell& cell);

/// The text in `value`; empty for any other.
std::string text_of(const Value& value);

/// A view of `value`, which must outlive it.
Cell view_of(const Value& value);

/// What is bound to a statement's parameters: by position (?, ?1) and by name (:a, @a, $a; a name
/// without its prefix fits all three).
struct Parameters {
  std::vector<Value> positional;
  std::vector<std::pair<std::string, Value>> named;

  [[nodiscard]] bool empty() const { return positional.empty() && named.empty(); }
};

}  // namespace d1mcp::sql
