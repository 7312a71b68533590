#include "lint/replay.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "lint/broken.hpp"
#include "lint/known_queries.hpp"
#include "sql/foreign_keys_pragma.hpp"
#include "sql/schema_reader.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::lint {
namespace {

using SchemaPointer = std::shared_ptr<const Schema>;

/// Names of which nothing is known since a statement on them failed, in lower case.
class Doubts {
 public:
  void add(const Change& change) {
    for (const std::string& name : {change.object, change.new_name}) {
      if (!name.empty()) names_.insert(ascii_lower(name));
    }
  }

  [[nodiscard]] bool concern(const Step& step) const {
    return std::ranges::any_of(step.tokens, [&](const sql::Token& token) {
      return sql::is_name(token.kind) && names_.contains(ascii_lower(sql::unquoted(token)));
    });
  }

 private:
  std::set<std::string, std::less<>> names_;
};

class Replayer {
 public:
  Replayer(sql::Replay& replay,
           const Target& target,
           std::vector<KnownQuery> queries,
           const Work& work)
      : replay_(replay), target_(target), queries_(std::move(queries)), work_(work) {}

  Result<std::vector<File>> run(const std::vector<Source>& sources);

 private:
  Result<File> run_file(const Source& source);
  Status run_step(Step& step);
  Status look_at_schema();
  Status look_at_change(const Change& change);

  sql::Replay& replay_;
  const Target& target_;
  std::vector<KnownQuery> queries_;
  const Work& work_;
  SchemaPointer live_;
  SchemaPointer schema_;
  Doubts doubts_;
};

bool changes_schema(const Change& change) {
  return creates(change.verb) || alters(change.verb) || change.verb == Verb::drop_table ||
         change.verb == Verb::drop_index || change.verb == Verb::drop_view ||
         change.verb == Verb::drop_trigger;
}

Status Replayer::look_at_schema() {
  TRY_ASSIGN(schema_, Schema::read(replay_.database(), schema_.get(), work_));
  return {};
}

// A look at all of it after each statement would take long where there are many.
Status Replayer::look_at_change(const Change& change) {
  const bool changes_one = creates(change.verb) || change.verb == Verb::add_column;
  if (!changes_one) return look_at_schema();
  TRY_ASSIGN(schema_, Schema::read_changed(replay_.database(), *schema_, change.object, work_));
  return {};
}

Status Replayer::run_step(Step& step) {
  step.before = schema_;
  const auto extent = works_on_rows(step.change.verb) ? sql::Extent::compile : sql::Extent::run;
  TRY_ASSIGN(sql::Trial trial, replay_.try_statement(step.statement, extent, work_));
  step.actions = std::move(trial.actions);
  step.failure = std::move(trial.failure);
  step.string_by_accident = std::move(trial.string_by_accident);
  if (step.failure) {
    step.is_unknown = doubts_.concern(step);
    if (changes_schema(step.change)) doubts_.add(step.change);
  } else if (changes_schema(step.change)) {
    TRY(look_at_change(step.change));
  }
  step.after = schema_;
  return {};
}

void cut(const std::string& text, File& file) {
  sql::Splitter splitter([left = text]() mutable -> Result<std::string> {
    return std::exchange(left, std::string());
  });
  while (true) {
    auto statement = splitter.next();
    if (!statement) {
      file.unreadable = std::move(statement).error();
      return;
    }
    if (!*statement) return;
    file.steps.emplace_back(**std::move(statement));
  }
}

Result<File> Replayer::run_file(const Source& source) {
  File file;
  file.name = source.name;
  file.text = source.text;
  file.target = target_;
  cut(source.text, file);
  std::vector<std::string_view> texts;
  for (const Step& step : file.steps) texts.emplace_back(step.statement.text);
  file.foreign_keys_off = !target_.is_d1() && sql::begins_with_foreign_keys_off(texts);
  file.live = live_;
  file.before = schema_;
  TRY(replay_.begin_file());
  for (Step& step : file.steps) TRY(run_step(step));
  TRY(replay_.end_file());
  file.after = schema_;
  return file;
}

Result<std::vector<File>> Replayer::run(const std::vector<Source>& sources) {
  TRY(look_at_schema());
  live_ = schema_;
  TRY_ASSIGN(std::vector<Broken> broken, find_broken(*schema_, replay_, work_));
  TRY(compile_queries(queries_, replay_, work_));
  std::vector<File> files;
  for (const Source& source : sources) {
    TRY_ASSIGN(File file, run_file(source));
    file.broken_before = broken;
    file.queries_before = queries_;
    if (file.after != file.before) {
      TRY_ASSIGN(broken, find_broken(*schema_, replay_, work_));
      TRY(compile_queries(queries_, replay_, work_));
    }
    file.broken_after = broken;
    file.queries_after = queries_;
    files.push_back(std::move(file));
  }
  return files;
}

bool is_made_by_itself(const Schema::Object& object, const std::set<std::string>& shadows) {
  return object.sql.empty() || object.name.starts_with("sqlite_") || shadows.contains(object.name);
}

}  // namespace

Status copy_schema(sql::Connection& live, sql::Replay& replay, const Work& work) {
  TRY_ASSIGN(const auto objects, Schema::read_objects(live, work));
  TRY_ASSIGN(const auto tables, sql::list_tables(live, sql::Visibility::all, work));
  std::set<std::string> shadows;
  for (const sql::TableSummary& table : tables) {
    if (table.kind == sql::TableKind::shadow) shadows.insert(table.name);
  }
  for (const char* type : {"table", "index", "view", "trigger"}) {
    for (const auto& object : objects) {
      if (object->type != type || is_made_by_itself(*object, shadows)) continue;
      if (auto made = replay.set_up(object->sql); !made) {
        return std::move(made).error().while_doing("cannot rebuild " + object->type + " " +
                                                   object->name + " of the database in memory");
      }
    }
  }
  return {};
}

Result<std::vector<File>> replay_files(const std::vector<Source>& sources,
                                       const Target& target,
                                       const std::vector<KnownQuery>& queries,
                                       sql::Replay& replay,
                                       const Work& work) {
  return Replayer(replay, target, queries, work).run(sources);
}

}  // namespace d1mcp::lint
