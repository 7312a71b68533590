#include "offers/schema_objects.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/text.hpp"
#include "sql/closed_text.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_queries.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::offers {
namespace {

constexpr std::size_t kMostNamesLeftOut = 20;
constexpr std::size_t kMostNameBytes = 100;

// The names of tables by their lower case: a trigger keeps its table's name as it was written
// there.
Result<std::map<std::string, std::string>> tables_of_users(sql::Connection& connection,
                                                           const Work& work) {
  TRY_ASSIGN(const auto tables, sql::SchemaQueries(connection, work).tables());
  std::map<std::string, std::string> names;
  for (const sql::TableSummary& table : tables) {
    if (sql::is_for_users(table)) names.emplace(ascii_lower(table.name), table.name);
  }
  return names;
}

auto place_of(const SchemaObject& object) {
  const int group = object.type == "view" ? 1 : object.type == "trigger" ? 2 : 0;
  return std::tuple(group,
                    ascii_lower(object.table),
                    object.type != "table",
                    ascii_lower(object.name),
                    object.name);
}

std::string comment_on(const std::vector<std::string>& left_out) {
  std::vector<std::string> named(
      left_out.begin(),
      left_out.begin() + static_cast<std::ptrdiff_t>(std::min(left_out.size(), kMostNamesLeftOut)));
  if (left_out.size() > named.size()) named.emplace_back("…");
  return "-- Left out to keep this short: " + counted(left_out.size(), "definition") + " (" +
         join(named, ", ") + "). table_info shows one table whole.\n";
}

// A line end in a name would end the comment it stands in.
std::string fit_for_a_comment(const std::string& name) {
  std::string text = to_valid_utf8(name);
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return sql::quote_identifier(utf8_prefix(text, kMostNameBytes));
}

}  // namespace

Result<std::vector<SchemaObject>> read_schema_objects(sql::Connection& connection,
                                                      const Work& work) {
  TRY_ASSIGN(const auto tables, tables_of_users(connection, work));
  TRY_ASSIGN(
      const sql::Table found,
      sql::query_table(connection,
                       "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL",
                       {},
                       work));
  std::vector<SchemaObject> objects;
  for (const auto& row : found.rows) {
    const auto table = tables.find(ascii_lower(text_of(row[2])));
    if (table == tables.end()) continue;
    objects.push_back({.type = text_of(row[0]),
                       .name = text_of(row[1]),
                       .table = table->second,
                       .sql = text_of(row[3])});
  }
  std::ranges::sort(objects, {}, place_of);
  return objects;
}

std::string schema_script(const std::vector<SchemaObject>& objects, std::size_t most_bytes) {
  std::string script;
  std::vector<std::string> left_out;
  for (const SchemaObject& object : objects) {
    const std::string statement = to_valid_utf8(sql::closed_text(object.sql)) + ";\n";
    if (script.size() + statement.size() <= most_bytes) {
      script += statement;
    } else {
      left_out.push_back(object.type + " " + fit_for_a_comment(object.name));
    }
  }
  if (!left_out.empty()) script += comment_on(left_out);
  return script;
}

std::set<std::string> referenced_tables(std::string_view create_sql) {
  std::set<std::string> parents;
  const auto tokens = sql::solid_tokens(create_sql);
  for (std::size_t at = 1; at < tokens.size(); ++at) {
    if (sql::is_word(tokens[at - 1], "REFERENCES") && sql::is_name(tokens[at].kind)) {
      parents.insert(ascii_lower(sql::unquoted(tokens[at])));
    }
  }
  return parents;
}

std::set<std::string> names_in(std::string_view sql) {
  std::set<std::string> names;
  for (const sql::Token& token : sql::solid_tokens(sql)) {
    if (sql::is_name(token.kind)) names.insert(ascii_lower(sql::unquoted(token)));
  }
  return names;
}

}  // namespace d1mcp::offers
