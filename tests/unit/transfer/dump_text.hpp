#pragma once

#include <string>
#include <utility>
#include <vector>

#include "transfer/dump_reader.hpp"
#include "transfer/verify.hpp"

namespace d1mcp::test {

/// A dump that is in memory.
inline transfer::InputText dump_of(std::string text) {
  const std::uint64_t bytes = text.size();
  return {.chunks = [rest = std::move(text)]() mutable -> Result<std::string> {
            return std::exchange(rest, {});
          },
          .name = "dump.sql",
          .bytes = bytes};
}

/// The numbers of rows in what a verification found.
inline std::vector<transfer::TableRows> rows_of(
    const std::vector<transfer::TableContent>& contents) {
  std::vector<transfer::TableRows> rows;
  for (const auto& [table, content] : contents) {
    rows.push_back({.table = table, .rows = content.rows});
  }
  return rows;
}

}  // namespace d1mcp::test
