#include "core/text.hpp"
#include "lint/affinity.hpp"
#include "lint/row_copy.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

// Text that is a number and would not read the same again as text. A comparison with a number makes
// one of text only where all of it is a number.
std::string text_made_number(const std::string& column) {
  return "typeof(" + column + ") = 'text' AND CAST(" + column + " AS NUMERIC) = " + column +
         " AND CAST(CAST(" + column + " AS NUMERIC) AS TEXT) <> " + column;
}

/// What a value becomes, and which values it is not the same for. Without a condition: none.
struct Conversion {
  std::string condition = {};
  std::string result = {};
};

Conversion conversion_to(Affinity affinity, const std::string& column) {
  switch (affinity) {
    case Affinity::text:
      return {.condition = "typeof(" + column + ") IN ('integer', 'real')",
              .result = "CAST(" + column + " AS TEXT)"};
    case Affinity::real:
      return {.condition = "(" + text_made_number(column) + ") OR (typeof(" + column +
                           ") = 'integer' AND CAST(CAST(" + column + " AS REAL) AS INTEGER) <> " +
                           column + ")",
              .result = "CAST(" + column + " AS REAL)"};
    case Affinity::integer:
    case Affinity::numeric:
      return {.condition = text_made_number(column), .result = "CAST(" + column + " AS NUMERIC)"};
    case Affinity::none: return {};
  }
  return {};
}

// "changes 3 values of t.a, '00123' -> 123 first"; empty where it changes none.
Result<std::string> changed_values(const std::string& source,
                                   const std::string& name,
                                   Affinity affinity,
                                   LiveData& data) {
  const std::string column = sql::quote_identifier(name);
  const Conversion conversion = conversion_to(affinity, column);
  if (conversion.condition.empty()) return std::string();
  TRY_ASSIGN(
      const sql::Table found,
      data.rows("SELECT count(*), min(quote(" + column + ")), quote(" + conversion.result +
                ") FROM " + sql::quote_identifier(source) + " WHERE " + conversion.condition));
  const auto& row = found.rows.front();
  const auto* count = std::get_if<std::int64_t>(row.data());
  if (count == nullptr || *count == 0) return std::string();
  return "changes " + counted(static_cast<std::uint64_t>(*count), "value") + " of " + source + "." +
         name + ", " + shown(row[1]) + " -> " + shown(row[2]) + " first";
}

Affinity affinity_in(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  const bool takes_anything = table.summary.strict && equal_names(column.declared_type, "ANY");
  return takes_anything ? Affinity::none : affinity_of(column.declared_type);
}

bool is_live(const File& file, const RowCopy& copy, const std::string& column) {
  const sql::TableInfo* table = file.live->table(copy.source);
  return table != nullptr && find_column(*table, column) != nullptr;
}

Status find_changed_values(const File& file, const Step& step, LiveData& data, Reporter& report) {
  const auto copy = row_copy_of(step);
  if (!copy || !data.has_values_of(*step.before, copy->source)) return {};
  const sql::TableInfo* source = step.before->table(copy->source);
  const sql::TableInfo* target = step.before->table(copy->target);
  if (source == nullptr || target == nullptr) return {};
  for (const RowCopy::Pair& pair : copy->columns) {
    const sql::ColumnInfo* from = find_column(*source, pair.from);
    const sql::ColumnInfo* to = find_column(*target, pair.to);
    if (from == nullptr || to == nullptr || !is_live(file, *copy, pair.from)) continue;
    const Affinity affinity = affinity_in(*target, *to);
    if (affinity == affinity_in(*source, *from)) continue;
    TRY_ASSIGN(const std::string what, changed_values(copy->source, pair.from, affinity, data));
    if (what.empty()) continue;
    report.at(step,
              {.message = what + ": " + copy->target + "." + pair.to + " is " +
                          std::string(to_string(affinity))});
  }
  return {};
}

}  // namespace

constinit const Rule kRuleD06 = {
    .id = "D06",
    .severity = Severity::warning,
    .title = "A copy into a column of another type changes values",
    .explanation =
        "SQLite makes of a value what the type of its column asks for, where that is possible: in "
        "an INTEGER, NUMERIC or REAL column the text '00123' is the number 123 from then on, in a "
        "REAL column a large integer loses its last digits, in a TEXT column 10 is '10' and stands "
        "in front of '9'. Nothing is refused and nothing is told.",
    .fix = "keep the type, or write the conversion you mean into the SELECT",
    .ask = find_changed_values,
};

}  // namespace d1mcp::lint::rules
