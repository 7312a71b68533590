#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

std::string plain(std::string_view sql) {
  std::string text;
  for (const sql::Token& token : sql::solid_tokens(sql)) {
    const bool is_noise =
        sql::is_word(token, "IF") || sql::is_word(token, "NOT") || sql::is_word(token, "EXISTS");
    if (is_noise || token.kind == sql::TokenKind::semicolon) continue;
    text += (sql::is_name(token.kind) && token.kind != sql::TokenKind::string
                 ? ascii_lower(sql::unquoted(token))
                 : std::string(token.text)) +
            " ";
  }
  return text;
}

void find_silent_no_ops(const File&, const Step& step, Reporter& report) {
  if (!creates(step.change.verb) || !step.change.if_not_exists || step.failure) return;
  const Schema::Object* object = step.before->object(step.change.object);
  if (object == nullptr || plain(object->sql) == plain(step.statement.text)) return;
  report.at(step,
            {.message = "does nothing: there is a " + object->type + " " + object->name +
                        " already, with another definition"});
}

}  // namespace

constinit const Rule kRuleD11 = {
    .id = "D11",
    .severity = Severity::warning,
    .title = "IF NOT EXISTS does nothing, since something else has the name",
    .explanation =
        "SQLite only looks at the name. A table with other columns, a view, or an index of "
        "another table is enough to make the statement a silent no-op.",
    .fix =
        "remove IF NOT EXISTS, and write the change that leads from what is there to what you "
        "want",
    .check_step = find_silent_no_ops,
};

}  // namespace d1mcp::lint::rules
