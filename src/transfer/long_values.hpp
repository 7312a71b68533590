#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "sql/value.hpp"
#include "transfer/output.hpp"

namespace d1mcp::transfer {

/// Writes values that are too long for a statement in pieces: into a helper table of the dump, from
/// which a subquery puts them together. Constraints of the real table see the whole value only.
/// Works in databases encoded in UTF-8, which all of D1's are and any new one is.
class LongValues {
 public:
  /// `output` must outlive the object. `helper_table` is a name that nothing in the dump has.
  LongValues(Output& output, std::string_view helper_table);

  /// Writes the pieces of a TEXT or BLOB and gives the expression that stands for the whole value
  /// until `forget`.
  Result<std::string> store(const sql::Cell& value);

  /// Empties the helper table if it holds anything.
  Status forget();

  /// Removes the helper table if there is one.
  Status drop();

 private:
  Status create();
  Status store_piece(const sql::Cell& piece);

  Output& output_;
  std::string table_;  ///< Quoted.
  bool exists_ = false;
  std::int64_t pieces_ = 0;
};

}  // namespace d1mcp::transfer
