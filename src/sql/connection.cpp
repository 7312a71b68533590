#include "sql/connection.hpp"

#include <utility>

namespace d1mcp::sql {
namespace {

class TableSink : public RowSink {
 public:
  Status columns(std::span<const Column> columns) override {
    table_.columns.assign(columns.begin(), columns.end());
    return {};
  }

  Result<Flow> row(std::span<const Cell> cells) override {
    std::vector<Value> values;
    values.reserve(cells.size());
    for (const Cell& cell : cells) values.push_back(owned(cell));
    table_.rows.push_back(std::move(values));
    return Flow::more;
  }

  Table take() && { return std::move(table_); }

 private:
  Table table_;
};

}  // namespace

Result<BatchOutcome> Connection::run_atomically(const Batch& batch, const Work& work) {
  TRY_ASSIGN(auto outcomes, run_together({&batch, 1}, work));
  return std::move(outcomes.front());
}

Result<Table> query_table(Connection& connection,
                          std::string_view sql,
                          const Parameters& parameters,
                          const Work& work) {
  TableSink sink;
  TRY(connection.query(sql, parameters, sink, work));
  return std::move(sink).take();
}

}  // namespace d1mcp::sql
