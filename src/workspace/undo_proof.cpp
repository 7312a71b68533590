#include "workspace/undo_proof.hpp"

#include <map>
#include <utility>

#include "core/text.hpp"
#include "sql/meaning.hpp"
#include "sql/quoting.hpp"
#include "transfer/content_hash.hpp"
#include "transfer/export_plan.hpp"

namespace d1mcp::workspace {
namespace {

/// A database at one moment, as far as it can differ from itself at another.
struct Moment {
  std::map<std::string, std::string> definitions;  ///< By `table "users"`.
  std::map<std::string, transfer::ContentHash> contents;
};

Result<Moment> look_at(sql::Connection& database, const Work& work) {
  Moment moment;
  TRY_ASSIGN(const transfer::ExportPlan plan, transfer::plan_export(database, {}, work));
  for (const transfer::SchemaObject& object : plan.objects) {
    moment.definitions[object.type + " " + sql::quote_identifier(object.name)] =
        sql::meaning_of(object.sql);
  }
  transfer::RowMeter meter(work, plan.total_rows());
  for (const transfer::RowPlan& rows : plan.rows) {
    TRY(meter.begin("looking at table " + rows.table));
    TRY_ASSIGN(moment.contents[rows.table],
               transfer::hash_content(database, rows.content_sql, {.meter = meter, .work = work}));
  }
  return moment;
}

void compare_definitions(const Moment& before,
                         const Moment& after,
                         std::vector<std::string>& differences) {
  for (const auto& [name, definition] : before.definitions) {
    const auto now = after.definitions.find(name);
    if (now == after.definitions.end()) {
      differences.push_back(name + " is gone");
    } else if (now->second != definition) {
      differences.push_back(name + " is defined otherwise than before");
    }
  }
  for (const auto& [name, definition] : after.definitions) {
    if (!before.definitions.contains(name)) differences.push_back(name + " is left");
  }
}

void compare_contents(const Moment& before,
                      const Moment& after,
                      std::vector<std::string>& differences) {
  for (const auto& [table, content] : before.contents) {
    const auto now = after.contents.find(table);
    if (now == after.contents.end() || now->second == content) continue;
    const std::string name = "table " + sql::quote_identifier(table);
    differences.push_back(now->second.rows == content.rows
                              ? name + " has other values than before"
                              : name + " has " + counted(now->second.rows, "row") + ", " +
                                    with_thousands(content.rows) + " before");
  }
}

}  // namespace

Status run_scripts(sql::Connection& copy,
                   const std::vector<migration::PreparedFile>& files,
                   const Work& work) {
  for (const migration::PreparedFile& file : files) {
    sql::Batch batch;
    batch.statements = sql::source_of(file.statements);
    batch.foreign_keys = file.foreign_keys;
    batch.origin = file.name;
    TRY(copy.run_atomically(batch, work));
  }
  return {};
}

Result<std::vector<std::string>> differences_after(
    sql::Connection& copy, const std::vector<migration::PreparedFile>& files, const Work& work) {
  TRY_ASSIGN(const Moment before, look_at(copy, work));
  TRY(run_scripts(copy, files, work));
  TRY_ASSIGN(const Moment after, look_at(copy, work));
  std::vector<std::string> differences;
  compare_definitions(before, after, differences);
  compare_contents(before, after, differences);
  return differences;
}

}  // namespace d1mcp::workspace
