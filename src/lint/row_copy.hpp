#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace d1mcp::lint {

/// A statement that puts the values of columns into others unchanged, but for what the types of
/// those make of them: `INSERT INTO t (a) SELECT b FROM s` and `UPDATE t SET a = b`, without WHERE.
struct RowCopy {
  struct Pair {
    std::string from;
    std::string to;
  };

  std::string source;  ///< The table the values come from.
  std::string target;
  std::vector<Pair> columns;
};

/// What `step` copies; nothing where it does more than that.
std::optional<RowCopy> row_copy_of(const Step& step);

}  // namespace d1mcp::lint
