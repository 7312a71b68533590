// Tool `create_migration`: write the next migration and its rollback. Contract:
// schemas/create_migration.json

#include <algorithm>

#include "arguments.hpp"
#include "core/text.hpp"
#include "findings_json.hpp"
#include "migration/new_files.hpp"
#include "migration_plan.hpp"
#include "migration_state.hpp"
#include "new_migration.hpp"
#include "schemas.hpp"
#include "sql/tokenizer.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

constexpr const char* kToWrite =
    "-- Write the statements here, each with a semicolon at its end.\n";

struct Args {
  std::string database;
  std::string name;
  std::string sql;
  std::string rollback;
};

/// What a check says of the new file among those that are pending.
struct Review {
  std::vector<lint::Finding> findings;
  std::optional<Error> unchecked;  ///< As in MigrationPlan.
};

struct Out {
  std::string database;
  std::filesystem::path path;
  std::filesystem::path rollback_path;
  NewScripts scripts;
  Review review;
};

Result<Args> decode(const Json& in) {
  Args args{.database = text_argument(in, "database"),
            .name = text_argument(in, "name"),
            .sql = text_argument(in, "sql"),
            .rollback = text_argument(in, "rollback")};
  if (args.sql.empty() && !args.rollback.empty()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "there is a rollback and no sql that it undoes",
                 .hint = "give sql too, or neither to get two templates",
                 .place = {}};
  }
  return args;
}

std::string in_words(std::string description) {
  std::ranges::replace(description, '_', ' ');
  return description;
}

// With a semicolon after its last statement, where comments may follow.
std::string closed_script(const std::string& sql) {
  std::string script(trimmed(sql));
  const auto tokens = sql::solid_tokens(script);
  if (!tokens.empty() && tokens.back().kind != sql::TokenKind::semicolon) {
    const std::string_view last = tokens.back().text;
    script.insert(static_cast<std::size_t>(last.data() + last.size() - script.data()), ";");
  }
  return script + "\n";
}

std::string forward_text(const migration::NewFiles& files,
                         const std::string& description,
                         const NewScripts& scripts) {
  return "-- " + files.name + "\n-- " + in_words(description) + "\n-- Undone by " +
         files.rollback_name + ".\n\n" +
         (scripts.forward.empty() ? kToWrite : closed_script(scripts.forward));
}

std::string rollback_text(const migration::NewFiles& files, const NewScripts& scripts) {
  std::string text = "-- " + files.rollback_name + "\n-- Undoes " + files.name + ".\n";
  if (!scripts.left.empty()) {
    const bool is_template = scripts.origin == RollbackOrigin::to_be_written;
    text +=
        is_template ? "--\n-- It could not be derived:\n" : "--\n-- What it does not bring back:\n";
    for (const std::string& sentence : scripts.left) text += "-- - " + sentence + "\n";
  }
  return text + "\n" + (scripts.rollback.empty() ? kToWrite : closed_script(scripts.rollback));
}

// The files are written by now: what keeps them from being checked is no failure of the call.
Review review_new_file(workspace::Entry& entry, const std::string& name, const Work& work) {
  auto planned = plan_pending(entry, /*target=*/"", Transactions::one_a_file, work);
  if (!planned) return Review{.findings = {}, .unchecked = std::move(planned).error()};
  MigrationPlan& plan = planned->plan;
  std::erase_if(plan.findings,
                [&](const lint::Finding& finding) { return finding.place.file != name; });
  return Review{.findings = std::move(plan.findings), .unchecked = std::move(plan.unchecked)};
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_or_begin_migrations(*entry, context.work));
  TRY_ASSIGN(const std::string description, migration::description_of(args.name));
  migration::NewFiles files;
  files.name = migration::next_file_name(state.directory, description);
  files.rollback_name = migration::rollback_place(files.name, state.directory.options);
  NewScripts scripts;
  if (!args.sql.empty()) {
    TRY_ASSIGN(scripts,
               try_new_migration(*entry,
                                 state,
                                 {.name = files.name, .sql = args.sql, .rollback = args.rollback},
                                 context.work));
  }
  files.text = forward_text(files, description, scripts);
  files.rollback_text = rollback_text(files, scripts);
  TRY(migration::write_new_files(state.directory, files));
  Review review;
  if (!args.sql.empty()) review = review_new_file(*entry, files.name, context.work);
  return Out{.database = entry->name(),
             .path = state.directory.path / files.name,
             .rollback_path = state.directory.path / files.rollback_name,
             .scripts = std::move(scripts),
             .review = std::move(review)};
}

const char* to_string(RollbackOrigin origin) {
  switch (origin) {
    case RollbackOrigin::given: return "given";
    case RollbackOrigin::derived: return "derived";
    case RollbackOrigin::to_be_written: return "template";
  }
  return "template";
}

std::vector<std::string> notes_on(const Out& out) {
  const NewScripts& scripts = out.scripts;
  std::vector<std::string> notes;
  const bool is_template = scripts.origin == RollbackOrigin::to_be_written;
  if (is_template) notes.emplace_back("the rollback is a template: write its statements");
  const std::string beginning =
      is_template ? "it could not be derived: " : "the rollback does not bring everything back: ";
  for (const std::string& sentence : scripts.left) notes.push_back(beginning + sentence);
  if (scripts.forward.empty()) notes.emplace_back("the migration is a template, too");
  if (out.review.unchecked) {
    notes.push_back("it was not checked by the rules: " + out.review.unchecked->message);
  }
  return notes;
}

mcp::ToolResult encode(const Out& out) {
  Json result = {{"database", out.database},
                 {"path", to_valid_utf8(out.path.string())},
                 {"rollback_path", to_valid_utf8(out.rollback_path.string())},
                 {"rollback", to_string(out.scripts.origin)}};
  if (auto notes = notes_on(out); !notes.empty()) result["notes"] = std::move(notes);
  for (const lint::Finding& finding : out.review.findings) {
    result["findings"].push_back(encode_finding(finding));
  }
  return {.structured = std::move(result)};
}

}  // namespace

mcp::Tool create_migration(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::create_migration,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
