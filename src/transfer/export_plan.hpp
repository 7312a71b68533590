#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/export_selection.hpp"
#include "transfer/row_plan.hpp"

namespace d1mcp::transfer {

/// A row of sqlite_schema that has SQL.
struct SchemaObject {
  std::string type;
  std::string name;
  std::string table;
  std::string sql;
};

/// Everything a dump consists of, in the order in which it is written. Statements are without their
/// semicolons.
struct ExportPlan {
  std::vector<SchemaObject> objects;         ///< What is exported, in the order of its making.
  std::vector<std::string> tables;           ///< CREATE TABLE.
  std::vector<std::string> virtual_tables;   ///< CREATE VIRTUAL TABLE, and full-text settings.
  std::vector<RowPlan> rows;                 ///< Of tables, then of virtual tables.
  std::vector<std::string> counted_tables;   ///< Names of the AUTOINCREMENT ones.
  std::vector<std::string> indexes;          ///< CREATE INDEX.
  std::vector<std::string> analyzed_tables;  ///< Names of those with statistics.
  std::vector<std::string> views;            ///< CREATE VIEW.
  std::vector<std::string> rebuilt_indexes;  ///< Names of full-text tables filled from others.
  std::vector<std::string> triggers;         ///< CREATE TRIGGER.
  std::string helper_table;                  ///< A name that no object has.
  std::vector<std::string> missing_parents;  ///< Existing tables that are referenced, not exported.
  std::vector<std::string> notes;            ///< What the user should know, in sentences.

  [[nodiscard]] std::uint64_t total_rows() const;
};

/// Reads the schema and, when data is exported, counts the rows. A name the database does not have
/// is `not_found` with the nearest ones in the hint. To be called inside `read_consistently`.
Result<ExportPlan> plan_export(sql::Connection& database,
                               const ExportSelection& selection,
                               const Work& work);

}  // namespace d1mcp::transfer
