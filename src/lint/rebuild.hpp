#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace d1mcp::lint {

/// A table that a file drops and makes anew, by one of the two orders people use.
struct Rebuild {
  const Step* drop = nullptr;
  const Step* create = nullptr;  ///< The statement that makes the table's new definition.
  const Step* copy = nullptr;    ///< The INSERT that brings the rows back; null when there is none.
  std::string table;
  /// The name the new definition has until it is renamed; empty where it is made under the table's
  /// own name.
  std::string made_as;

  [[nodiscard]] bool is_renamed() const { return !made_as.empty(); }
};

/// The rebuilds of a file, in the order of their DROP.
std::vector<Rebuild> find_rebuilds(const File& file);

/// The one that `drop` is part of; nothing when the table is dropped for good.
std::optional<Rebuild> rebuild_of(const File& file, const Step& drop);

/// Whether checks of foreign keys wait for the end of the file when `step` runs.
bool defers_foreign_keys(const File& file, const Step& step);

/// Whether a statement behind `step` drops `table`, and none makes it again.
bool drops_later(const File& file, const Step& step, std::string_view table);

}  // namespace d1mcp::lint
