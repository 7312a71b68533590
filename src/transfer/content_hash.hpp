#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/row_meter.hpp"

namespace d1mcp::transfer {

/// What rows are, in few bytes: equal for equal rows in the same order only.
struct ContentHash {
  std::uint64_t rows = 0;
  std::string sha256;  ///< Lower-case hexadecimal.

  friend bool operator==(const ContentHash&, const ContentHash&) = default;
};

/// How the rows of one query are hashed.
struct HashTerms {
  RowMeter& meter;
  const Work& work;
  std::uint64_t most_rows = std::numeric_limits<std::uint64_t>::max();  ///< The first ones only.
};

/// Hashes what `select_sql` gives. Storage classes and the sign of zero count; values are taken
/// exactly. Memory does not grow with the rows.
Result<ContentHash> hash_content(sql::Connection& database,
                                 const std::string& select_sql,
                                 const HashTerms& terms);

}  // namespace d1mcp::transfer
