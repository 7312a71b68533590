#pragma once

#include <cstdint>
#include <optional>

#include "d1/dialect.hpp"

namespace d1mcp::d1 {

/// The most D1 accepts of each thing. Every number is inclusive: exactly that much still works.
struct Limits {
  std::int64_t statement_bytes = 0;        ///< Of one SQL statement, in UTF-8 bytes.
  std::int64_t bound_parameters = 0;       ///< Of one statement; also the highest ?N.
  std::int64_t columns = 0;                ///< Of a table, an index, a result.
  std::int64_t value_bytes = 0;            ///< Of one string or BLOB, and of one row.
  std::int64_t expression_depth = 0;       ///< Of the parse tree of one expression.
  std::int64_t compound_select_terms = 0;  ///< SELECTs joined by UNION, EXCEPT, INTERSECT.
  std::int64_t function_arguments = 0;
  std::int64_t like_pattern_bytes = 0;  ///< Of a LIKE or GLOB pattern.
  std::int64_t trigger_depth = 0;       ///< Triggers that fire triggers.
  std::int64_t vdbe_operations = 0;     ///< Instructions of one compiled statement.
  std::int64_t attached_databases = 0;

  friend bool operator==(const Limits&, const Limits&) = default;
};

/// What `dialect` allows; nothing for plain SQLite, where the library's own limits hold.
///
/// d1_local is what workerd 1.20261117.1 was measured to accept, and for what cannot be measured
/// the sqlite3_limit calls of SqliteDatabase::setupSecurity (workerd src/workerd/util/sqlite.c++,
/// 6552d999). d1 differs where the platform's documentation
/// (developers.cloudflare.com/d1/platform/limits, 2026-11-22) or that source names a smaller
/// number.
std::optional<Limits> limits_of(Dialect dialect);

}  // namespace d1mcp::d1
