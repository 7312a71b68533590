#include "loss_approval.hpp"

#include "core/encoding.hpp"
#include "core/text.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::string_view kKey = "confirm_loss";
constexpr std::size_t kLossesNamed = 20;

std::string rows_of(std::int64_t count, const std::string& table) {
  return counted(static_cast<std::uint64_t>(count), "row") + " of " + to_valid_utf8(table);
}

// The answer to one question is no answer to another.
std::string digest_of(const LossCase& loss) {
  return sha256_hex(loss.database + "\n" + join(loss.losses, "\n"));
}

std::string described(const LossCase& loss, std::string_view separator) {
  std::vector<std::string> named = loss.losses;
  if (named.size() > kLossesNamed) {
    named.resize(kLossesNamed);
    named.push_back("and " + with_thousands(loss.losses.size() - kLossesNamed) + " more");
  }
  return join(named, separator);
}

mcp::Question question_about(const LossCase& loss) {
  const mcp::Json schema = {
      {"type", "object"},
      {"properties",
       {{"confirm", {{"type", "boolean"}, {"title", "Go ahead"}, {"default", false}}}}},
      {"required", {"confirm"}}};
  const std::string message = "In the database " + to_valid_utf8(loss.database) + " this call\n- " +
                              described(loss, "\n- ") + "\nGo ahead?";
  return {.requests = {mcp::elicitation(std::string(kKey), message, schema)},
          .state = digest_of(loss)};
}

Error unreachable(const LossCase& loss) {
  return Error{.code = ErrorCode::permission_denied,
               .message =
                   "this needs the word of a person, whom this client cannot ask, and "
                   "nothing was changed: the call " +
                   described(loss, "; "),
               .hint =
                   "tell them exactly that; they can do it at a terminal, with d1-mcp migrate "
                   "or d1-mcp execute, or allow it with --allow-loss",
               .place = {}};
}

Error declined() {
  return Error{.code = ErrorCode::cancelled,
               .message = "the person was asked and did not agree; nothing was changed",
               .hint = "ask them what they want instead",
               .place = {}};
}

bool says_yes(const mcp::Json& content) {
  return content.is_object() && content.value("confirm", mcp::Json()) == true;
}

}  // namespace

std::vector<std::string> losses(std::span<const sql::Gone> gone,
                                std::span<const sql::TableChange> changes,
                                Rows scope) {
  std::vector<std::string> sentences;
  for (const sql::Gone& name : gone) {
    const std::string subject = name.column.empty()
                                    ? "the table " + name.table
                                    : "the column " + name.column + " of " + name.table;
    sentences.push_back("drops or renames " + to_valid_utf8(subject));
  }
  for (const sql::TableChange& change : changes) {
    if (change.deleted > kManyRows) {
      sentences.push_back("deletes " + rows_of(change.deleted, change.table));
    }
    if (scope == Rows::changed && change.updated > kManyRows) {
      sentences.push_back("overwrites " + rows_of(change.updated, change.table));
    }
  }
  return sentences;
}

Result<std::optional<mcp::Question>> approve(const Services& services,
                                             const LossCase& loss,
                                             const mcp::CallContext& context) {
  const std::optional<mcp::Question> nothing;
  if (loss.losses.empty() || services.losses == Losses::allowed) return nothing;
  if (!context.client_can("elicitation/create")) return unreachable(loss);
  if (mcp::declined(context.answers, kKey)) return declined();
  const mcp::Json* answer = mcp::accepted_content(context.answers, kKey);
  if (answer == nullptr || context.answers.state != digest_of(loss)) {
    return std::optional(question_about(loss));
  }
  if (!says_yes(*answer)) return declined();
  return nothing;
}

std::vector<std::string> losses_of(const sql::BatchOutcome& outcome) {
  return losses(outcome.gone, outcome.changes, Rows::changed);
}

std::function<Status(const sql::BatchOutcome&)> approval_of_batch(
    const Services& services,
    const std::string& database,
    const mcp::CallContext& context,
    std::optional<mcp::Question>& question) {
  return [&services, database, &context, &question](const sql::BatchOutcome& done) -> Status {
    TRY_ASSIGN(question,
               approve(services, {.database = database, .losses = losses_of(done)}, context));
    if (!question) return {};
    return Error{.code = ErrorCode::cancelled, .message = "not asked yet", .hint = {}, .place = {}};
  };
}

}  // namespace d1mcp::tools
