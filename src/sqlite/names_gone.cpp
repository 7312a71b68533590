#include <algorithm>
#include <iterator>

#include "sqlite/connection.hpp"

// What FileConnection says of tables and columns that a batch takes away.

namespace d1mcp::sqlite {
namespace {

class Collector final : public sql::RowSink {
 public:
  explicit Collector(std::set<sql::Gone>& names) : names_(names) {}

  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    names_.insert({.table = std::string(cells[0].bytes), .column = std::string(cells[1].bytes)});
    return sql::Flow::more;
  }

 private:
  std::set<sql::Gone>& names_;
};

}  // namespace

// Each table once by itself, with no column, and once with each of its columns. What only holds a
// virtual table's content is left out, and so are SQLite's own tables.
Result<std::set<sql::Gone>> FileConnection::names(const Work& work) {
  std::set<sql::Gone> names;
  Collector collector(names);
  const char* const tables =
      "(SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', "
      "'virtual') AND substr(name, 1, 7) <> 'sqlite_')";
  TRY(ask(std::string("SELECT t.name, '' FROM ") + tables +
              " t UNION ALL SELECT t.name, c.name FROM " + tables +
              " t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'",
          {},
          collector,
          work));
  return names;
}

std::vector<sql::Gone> FileConnection::gone(const std::set<sql::Gone>& before,
                                            const std::set<sql::Gone>& after) {
  std::vector<sql::Gone> gone;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  // With a table its columns are gone anyway.
  std::erase_if(gone, [&](const sql::Gone& name) {
    return !name.column.empty() && !after.contains({.table = name.table, .column = {}});
  });
  return gone;
}

}  // namespace d1mcp::sqlite
