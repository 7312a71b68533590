#pragma once

#include <functional>
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

/// What a batch takes away or overwrites.
std::vector<std::string> losses_of(const sql::BatchOutcome& outcome);

/// `approve` as a batch asks it, with the transaction still open. A question is put into
/// `question`, and the batch ends with an error that nobody needs to see then. `services`,
/// `context` and `question` outlive the batch.
std::function<Status(const sql::BatchOutcome&)> approval_of_batch(
    const Services& services,
    const std::string& database,
    const mcp::CallContext& context,
    std::optional<mcp::Question>& question);

}  // namespace d1mcp::tools
