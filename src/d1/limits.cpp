#include "d1/limits.hpp"

namespace d1mcp::d1 {
namespace {

// 8,388,642 bytes worked and 8,388,643 were "string or blob too big"; the source of 2026-08-22
// still says 4 MiB here. It says 25,000 operations as well, and yet an INSERT of 24,990 rows, which
// takes several times as many, worked: SQLite's own limit stands here.
constexpr Limits kLocal = {.statement_bytes = 100'000,
                           .bound_parameters = 100,
                           .columns = 100,
                           .value_bytes = 8'388'642,
                           .expression_depth = 100,
                           .compound_select_terms = 5,
                           .function_arguments = 127,
                           .like_pattern_bytes = 50,
                           .trigger_depth = 10,
                           .vdbe_operations = 250'000'000,
                           .attached_databases = 0};

constexpr Limits production() {
  Limits limits = kLocal;
  limits.value_bytes = 2'000'000;
  limits.function_arguments = 32;
  limits.vdbe_operations = 25'000;
  return limits;
}

}  // namespace

std::optional<Limits> limits_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::sqlite: return std::nullopt;
    case Dialect::d1_local: return kLocal;
    case Dialect::d1: return production();
  }
  return std::nullopt;
}

}  // namespace d1mcp::d1
