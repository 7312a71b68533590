#include "d1/names.hpp"
#include "lint/rules/rules.hpp"
#include "sql/table_definition.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unknown_modules(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_virtual_table || !file.target.is_d1()) return;
  const std::string module = sql::read_create_table(step.statement.text).module;
  if (d1::is_allowed_module(module)) return;
  report.at(step, part_called(step, module), {.message = "D1 has no module " + module});
}

}  // namespace

constinit const Rule kRuleX15 = {
    .id = "X15",
    .severity = Severity::error,
    .title = "D1 does not have this kind of virtual table",
    .explanation = "D1 offers fts5, fts5vocab, rtree and rtree_i32: \"not authorized\".",
    .fix = "fts5 for full-text search",
    .check_step = find_unknown_modules,
};

}  // namespace d1mcp::lint::rules
