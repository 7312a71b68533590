#pragma once

#include <cstdint>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::transfer {

/// A database and what was made from it.
struct Pair {
  sql::Connection& original;
  sql::Connection& made;
};

/// Which row of `select_sql` is the first that is not the same on both sides, and in what:
/// `row 2 ("id" 7) differs in column "name"`. One of the first `most_rows` must differ. Reads the
/// rows some twenty times over and holds none but the one.
Result<std::string> first_difference(const Pair& pair,
                                     const std::string& select_sql,
                                     std::uint64_t most_rows,
                                     const Work& work);

}  // namespace d1mcp::transfer
