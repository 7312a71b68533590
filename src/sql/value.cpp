#include "sql/value.hpp"

namespace d1mcp::sql {

Value owned(const Cell& cell) {
  switch (cell.storage) {
    case StorageClass::null: return {};
    case StorageClass::integer: return cell.integer;
    case StorageClass::real: return cell.real;
    case StorageClass::text: return std::string(cell.bytes);
    case StorageClass::blob: return Blob{std::string(cell.bytes)};
  }
  return {};
}

std::string text_of(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

Cell view_of(const Value& value) {
  struct Viewer {
    Cell operator()(std::monostate) const { return Cell::null(); }
    Cell operator()(std::int64_t number) const { return Cell::of(number); }
    Cell operator()(double number) const { return Cell::of(number); }
    Cell operator()(const std::string& text) const { return Cell::text(text); }
    Cell operator()(const Blob& blob) const { return Cell::blob(blob.bytes); }
  };
  return std::visit(Viewer{}, value);
}

}  // namespace d1mcp::sql
