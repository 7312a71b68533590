#include "transfer/verify.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/text.hpp"
#include "sql/closed_text.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_reader.hpp"
#include "transfer/export_plan.hpp"
#include "transfer/row_difference.hpp"

namespace d1mcp::transfer {
namespace {

Error difference(const std::string& what) {
  return Error{.code = ErrorCode::io_error,
               .message = "what was written is not what the database holds: " + what,
               .hint = "nothing was kept; check the disk and export again",
               .place = {}};
}

std::string name_of(const SchemaObject& object) {
  return object.type + " " + sql::quote_identifier(object.name);
}

auto place_of(const SchemaObject& object) {
  return std::tie(object.type, object.name);
}

std::vector<SchemaObject> sorted(std::vector<SchemaObject> objects) {
  std::ranges::sort(objects, [](const auto& left, const auto& right) {
    return place_of(left) < place_of(right);
  });
  return objects;
}

// SQLite keeps white space before the semicolon of some statements.
bool is_same_definition(const std::string& left, const std::string& right) {
  return trimmed(sql::closed_text(left)) == trimmed(sql::closed_text(right));
}

Status compare_objects(const ExportPlan& original, const ExportPlan& made) {
  const std::vector<SchemaObject> wanted = sorted(original.objects);
  const std::vector<SchemaObject> found = sorted(made.objects);
  for (std::size_t index = 0; index < std::max(wanted.size(), found.size()); ++index) {
    const bool is_extra =
        index == wanted.size() ||
        (index < found.size() && place_of(found[index]) < place_of(wanted[index]));
    if (is_extra) return difference(name_of(found[index]) + " is not in the database");
    const SchemaObject& object = wanted[index];
    if (index == found.size() || place_of(object) < place_of(found[index])) {
      return difference(name_of(object) + " is missing");
    }
    if (!is_same_definition(object.sql, found[index].sql)) {
      return difference("the definition of " + name_of(object) + " differs");
    }
  }
  return {};
}

// Their definitions are equal: what may differ is how full-text tables are set.
Status compare_virtual_tables(const ExportPlan& original, const ExportPlan& made) {
  const auto [wanted, found] = std::ranges::mismatch(original.virtual_tables, made.virtual_tables);
  if (wanted != original.virtual_tables.end()) {
    return difference("a full-text table does not have the setting of " + *wanted);
  }
  if (found != made.virtual_tables.end()) {
    return difference("a full-text table has the setting of " + *found);
  }
  return {};
}

/// Compares contents, after the definitions were found equal.
class ContentComparison {
 public:
  ContentComparison(const Pair& pair, std::uint64_t rows, const Work& work)
      : pair_(pair), work_(work), meter_(work, 2 * rows) {}

  Result<ContentHash> compare(const std::string& what, const std::string& select_sql) {
    TRY(meter_.begin("verifying " + what));
    const HashTerms terms{.meter = meter_, .work = work_};
    TRY_ASSIGN(ContentHash original, hash_content(pair_.original, select_sql, terms));
    TRY_ASSIGN(const ContentHash made, hash_content(pair_.made, select_sql, terms));
    if (original == made) return original;
    TRY_ASSIGN(const std::string row,
               first_difference(pair_, select_sql, std::max(original.rows, made.rows), work_));
    return difference(what + ": " + row);
  }

 private:
  Pair pair_;
  const Work& work_;
  RowMeter meter_;
};

Status compare_counters(const ExportPlan& plan, ContentComparison& contents) {
  for (const std::string& table : plan.counted_tables) {
    TRY(contents.compare("the AUTOINCREMENT counter of " + sql::quote_identifier(table),
                         "SELECT seq FROM sqlite_sequence WHERE name=" + sql::quote_text(table) +
                             " ORDER BY rowid"));
  }
  return {};
}

Result<std::vector<TableContent>> compare(const Pair& pair,
                                          const ExportSelection& selection,
                                          const Work& work) {
  TRY_ASSIGN(const ExportPlan original, plan_export(pair.original, selection, work));
  TRY_ASSIGN(const ExportPlan made, plan_export(pair.made, {.tables = {}, .data = false}, work));
  TRY(compare_objects(original, made));
  TRY(compare_virtual_tables(original, made));
  ContentComparison contents(pair, original.total_rows(), work);
  std::vector<TableContent> tables;
  for (const RowPlan& rows : original.rows) {
    TRY_ASSIGN(ContentHash content,
               contents.compare("table " + sql::quote_identifier(rows.table), rows.content_sql));
    tables.push_back({.table = rows.table, .content = std::move(content)});
  }
  if (selection.data) TRY(compare_counters(original, contents));
  return tables;
}

// The order of a WITHOUT ROWID table is that of its encoded keys. D1 has no PRAGMA encoding; a cast
// takes bytes as they are.
Status check_keeps_order(sql::Connection& database, const Work& work) {
  TRY_ASSIGN(const sql::Table is_utf8,
             sql::query_table(database, "SELECT CAST(x'61' AS TEXT) = 'a'", {}, work));
  if (is_utf8.rows.at(0).at(0) == sql::Value(std::int64_t{1})) return {};
  TRY_ASSIGN(const auto tables, sql::list_tables(database, sql::Visibility::user, work));
  const auto found = std::ranges::find_if(tables, &sql::TableSummary::without_rowid);
  if (found == tables.end()) return {};
  return Error{.code = ErrorCode::unsupported,
               .message = "a dump of WITHOUT ROWID table " + sql::quote_identifier(found->name) +
                          " cannot be verified: the database is in UTF-16, whose order of keys "
                          "is another than that of the dump",
               .hint = "leave verify out, or use format sqlite",
               .place = {}};
}

Status check_integrity(sql::Connection& copy, const Work& work) {
  TRY_ASSIGN(const sql::Table problems,
             sql::query_table(copy, "PRAGMA integrity_check(1)", {}, work));
  const auto* text = std::get_if<std::string>(&problems.rows.at(0).at(0));
  if (text != nullptr && *text == "ok") return {};
  return difference("the copy is damaged: " + (text == nullptr ? std::string() : *text));
}

}  // namespace

Result<std::vector<TableContent>> verify_dump(sql::Connection& database,
                                              const ExportSelection& selection,
                                              const InputText& dump,
                                              sql::Connection& scratch,
                                              const Work& work) {
  if (selection.data) TRY(check_keeps_order(database, work));
  if (auto loaded = load_dump(dump, scratch, work); !loaded) {
    return std::move(loaded).error().while_doing("loading what was written");
  }
  std::vector<TableContent> tables;
  const auto compare_all = [&]() -> Status {
    TRY_ASSIGN(tables, compare({database, scratch}, selection, work));
    return {};
  };
  TRY(scratch.read_consistently(compare_all, sql::ValueSize::unbounded, work));
  return tables;
}

Result<std::vector<TableContent>> verify_copy(sql::Connection& database,
                                              sql::Connection& copy,
                                              const Work& work) {
  std::vector<TableContent> tables;
  const auto compare_all = [&]() -> Status {
    TRY(check_integrity(copy, work));
    TRY_ASSIGN(tables, compare({database, copy}, {}, work));
    return {};
  };
  TRY(copy.read_consistently(compare_all, sql::ValueSize::unbounded, work));
  return tables;
}

}  // namespace d1mcp::transfer
