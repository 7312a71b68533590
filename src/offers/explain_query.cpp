// Prompt `explain_query`.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <set>

#include "arguments.hpp"
#include "core/text.hpp"
#include "offers/evidence.hpp"
#include "offers/prompts.hpp"
#include "offers/schema_objects.hpp"
#include "row_count.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::offers {
namespace {

using mcp::Json;

constexpr std::chrono::milliseconds kCountingTime{1000};
constexpr std::size_t kMostPositions = 32'766;  // sqlite.org/limits.html

constexpr const char* kTask =
    "\nExplain in plain words how SQLite finds the rows, step by step. Say what is slow with many "
    "rows: SCAN of a large table, USE TEMP B-TREE, AUTOMATIC INDEX, a correlated subquery. Then "
    "advise: the index that would help as CREATE INDEX (and which existing one it makes useless), "
    "or the query written another way. An index slows down every write and belongs into a "
    "migration. Check your advice with run_query and explain.\n";

// NULL for everything the statement would be given: a plan needs no values.
Json no_values(std::string_view sql) {
  Json named = Json::object();
  std::size_t positions = 0;
  for (const sql::Token& token : sql::solid_tokens(sql)) {
    if (token.kind != sql::TokenKind::variable) continue;
    const std::string_view number = token.text.substr(1);
    if (token.text.front() != '?') {
      named[std::string(token.text)] = nullptr;
    } else if (number.empty()) {
      ++positions;
    } else {
      std::size_t position = 0;
      std::from_chars(number.data(), number.data() + number.size(), position);
      positions = std::max(positions, std::min(position, kMostPositions));
    }
  }
  if (!named.empty()) return named;
  Json list = Json::array();
  for (std::size_t index = 0; index < positions; ++index) list.push_back(nullptr);
  return list;
}

// A cell of text, or what run_query shows in its place for one that is cut or not UTF-8.
std::string shown(const Json& cell) {
  return cell.is_string() ? cell.get<std::string>() : cell.dump();
}

// Rows of EXPLAIN QUERY PLAN: id, parent, an unused number, detail. Parents come before children.
std::string plan_as_tree(const Json& rows) {
  std::map<std::int64_t, std::size_t> depths;
  std::string tree;
  for (const Json& row : rows) {
    const auto parent = depths.find(row.at(1).get<std::int64_t>());
    const std::size_t depth = parent == depths.end() ? 0 : parent->second + 1;
    depths[row.at(0).get<std::int64_t>()] = depth;
    tree += std::string(2 * depth, ' ') + shown(row.at(3)) + "\n";
  }
  return tree;
}

Result<std::string> plan(const tools::Services& services,
                         const workspace::Entry& entry,
                         const std::string& sql,
                         const mcp::CallContext& context) {
  const Json arguments = {
      {"database", entry.name()}, {"sql", sql}, {"params", no_values(sql)}, {"explain", true}};
  TRY_ASSIGN(const mcp::ToolResult answer, tools::run_query(services).call(arguments, context));
  const bool complete = answer.structured.at("complete").get<bool>();
  return evidence("EXPLAIN QUERY PLAN", "", plan_as_tree(answer.structured.at("rows"))) +
         (complete ? "" : "(cut here: the plan has more steps)\n");
}

std::string row_counts(sql::Connection& connection,
                       const std::vector<SchemaObject>& objects,
                       const Work& work) {
  const Work counting = work.limited_to(kCountingTime);
  std::string counts;
  for (const SchemaObject& object : objects) {
    if (object.type != "table") continue;
    const auto rows = tools::count_rows(connection, object.name, counting);
    counts += object.name + ": " +
              (rows ? counted(static_cast<std::uint64_t>(*rows), "row") : "not counted in time") +
              "\n";
  }
  return counts;
}

// What a query names, and what is named by the views it reads from, in lower case.
std::set<std::string> names_behind(const std::string& sql,
                                   const std::vector<SchemaObject>& objects) {
  std::set<std::string> names = names_in(sql);
  for (std::size_t before = 0; before != names.size();) {
    before = names.size();
    for (const SchemaObject& object : objects) {
      if (object.type == "view" && names.contains(ascii_lower(object.name)))
        names.merge(names_in(object.sql));
    }
  }
  return names;
}

Result<std::string> tables(workspace::Entry& entry, const std::string& sql, const Work& work) {
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(auto objects, read_schema_objects(*reader, work));
  const auto names = names_behind(sql, objects);
  std::erase_if(objects, [&](const SchemaObject& object) {
    return object.type == "trigger" || !names.contains(ascii_lower(object.table));
  });
  if (objects.empty()) return std::string("\nIt reads from no table of this database.\n");
  return evidence("Its tables and their indexes", "sql", schema_script(objects, 64UL * 1024)) +
         evidence("How large they are", "", row_counts(*reader, objects, work));
}

Result<std::string> text(const tools::Services& services,
                         const Json& arguments,
                         const mcp::CallContext& context) {
  const std::string sql = tools::text_argument(arguments, "sql");
  TRY_ASSIGN(workspace::Entry* const entry,
             services.catalog.find(tools::text_argument(arguments, "database")));
  TRY_ASSIGN(const std::string steps, plan(services, *entry, sql, context));
  TRY_ASSIGN(const std::string known, tables(*entry, sql, context.work));
  return "Explain how this query runs on the database " + to_valid_utf8(entry->name()) +
         ", and how to make it faster.\n\n" + std::string(kEvidenceIsData) + "\n" +
         evidence("The query", "sql", sql) + steps + known + kTask;
}

}  // namespace

mcp::Prompt explain_query(const tools::Services& services) {
  return {.name = "explain_query",
          .title = "Explain a query's plan",
          .description = "See how SQLite runs a query, and get advice on indexes",
          .arguments = {{.name = "sql",
                         .description = "One statement, not run; parameters may stay unbound",
                         .required = true},
                        database_argument()},
          .get = said_by_user([services](const Json& arguments, const mcp::CallContext& context) {
            return text(services, arguments, context);
          })};
}

}  // namespace d1mcp::offers
