#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mcp/call_context.hpp"
#include "sql/connection.hpp"
#include "tools.hpp"

namespace d1mcp::tools {

/// Above so many rows of one table a change counts as one that a person should have meant.
constexpr std::int64_t kManyRows = 100;

/// What a batch takes away, each as "deletes 1,240 rows of orders": tables and columns that are
/// gone, and rows deleted beyond `kManyRows`. With `Rows::changed` overwritten rows count as well.
enum class Rows { deleted, changed };
std::vector<std::string> losses(std::span<const sql::Gone> gone,
                                std::span<const sql::TableChange> changes,
                                Rows scope);

/// A call that would lose something, on its way to a person.
struct LossCase {
  std::string database;
  std::vector<std::string> losses;
};

/// Decides whether the loss may happen. Nothing: it may, because nothing is lost, because a person
/// agreed to exactly this, or because it need not be asked for (Services::losses). A Question: the
/// person behind the client is to be asked first. An error: that person declined, or cannot be
/// reached through this client. What a model says never counts as a person's word.
Result<std::optional<mcp::Question>> approve(const Services& services,
                                             const LossCase& loss,
                                             const mcp::CallContext& context);

}  // namespace d1mcp::tools
